import { z } from "zod";
import { SPLITS } from "@/domain/datasets/dataset-types";
import { statementSchema } from "@/domain/datasets/statement";
import { draftEditSchema } from "@/domain/pairs/draft-edit";
import { PAIR_BUCKETS, PAIR_ORIGINS } from "@/domain/pairs/pair";
import { pairRecipeSchema } from "@/domain/pairs/pair-recipe";
import { pairWarnings } from "@/domain/pairs/pair-warnings";
import { scopeOf } from "../campaigns/campaign-router";
import type { Services } from "../context";
import { env } from "../env";
import { projectProcedure, router } from "../trpc";
import { buildPairSet } from "./build-pair-set";
import { changeDraft } from "./change-draft";
import { discardPairSet } from "./discard-pair-set";
import { DRAFT_STATES, listChanges, listDrafts, readDraft } from "./draft-queries";
import { freezePairSet } from "./freeze-pair-set";
import { listPairChoices } from "./pair-choices";
import { listVersionAssessments, readPair, readUsesOfAssessment } from "./pair-lineage";
import { listPairSets, readPairSet } from "./pair-set-queries";
import { planPairs } from "./plan-pairs";

const reading = projectProcedure("project.read");
const writing = projectProcedure("datasets.write");
const id = z.string().min(1).max(64);
const ofSet = z.object({ set: id });
const name = z.string().trim().min(1).max(120);
const window = { offset: z.int().min(0).default(0), limit: z.int().min(1).max(200).default(100) };

const servicesOf = ({ db, sql, now }: Services) => {
  const { ASSAY_HOME: home, ASSAY_PYTHON: python } = env();
  return { db, sql, now, home, python };
};
const setOf = ({ projectId }: { projectId: string }, input: { set: string }) => ({ projectId, pairSetId: input.set });

export const pairRouter = router({
  list: reading
    .input(z.object({ cursor: z.date().nullish(), limit: z.int().min(1).max(200).default(50) }))
    .query(({ ctx, input }) =>
      listPairSets(ctx.sql, { projectId: ctx.projectId, cursor: input.cursor ?? null, limit: input.limit }),
    ),
  byId: reading.input(ofSet).query(({ ctx, input }) => readPairSet(ctx.sql, setOf(ctx, input))),
  /** Rounds, runs, versions and studies that a recipe can name. */
  choices: reading.query(({ ctx }) => listPairChoices(ctx.sql, ctx.projectId)),
  /** What a recipe would make, and what it would leave out and why; stores nothing. */
  plan: writing.input(z.object({ recipe: pairRecipeSchema })).query(async ({ ctx, input }) => {
    const { pairs: _, ...told } = await planPairs(servicesOf(ctx), ctx.projectId, input.recipe);
    return { ...told, warnings: pairWarnings(told.balance) };
  }),
  build: writing
    .input(z.object({ name, recipe: pairRecipeSchema }))
    .mutation(({ ctx, input }) => buildPairSet(servicesOf(ctx), { ...scopeOf(ctx), name: input.name }, input.recipe)),
  drafts: reading
    .input(
      ofSet.extend({
        origin: z.enum(PAIR_ORIGINS).optional(),
        bucket: z.enum(PAIR_BUCKETS).optional(),
        split: z.enum(SPLITS).optional(),
        state: z.enum(DRAFT_STATES).optional(),
        query: z.string().trim().max(200).optional(),
        ...window,
      }),
    )
    .query(({ ctx, input: { set, project: _, ...page } }) => listDrafts(ctx.sql, setOf(ctx, { set }), page)),
  draft: reading
    .input(ofSet.extend({ pair: id }))
    .query(({ ctx, input }) => readDraft(ctx.sql, setOf(ctx, input), input.pair)),
  changes: reading
    .input(ofSet.extend(window))
    .query(({ ctx, input: { offset, limit, ...of } }) => listChanges(ctx.sql, setOf(ctx, of), { offset, limit })),
  change: writing
    .input(ofSet.extend({ pair: id, version: z.int().min(1), edit: draftEditSchema }))
    .mutation(({ ctx, input: { pair, version, edit, ...of } }) =>
      changeDraft(ctx, scopeOf(ctx), { ...setOf(ctx, of), draftId: pair }, { version, edit }),
    ),
  freeze: writing
    .input(ofSet.extend({ name: name.optional(), statement: statementSchema.optional() }))
    .mutation(({ ctx, input: { set, name: called, statement } }) =>
      freezePairSet(servicesOf(ctx), scopeOf(ctx), { pairSetId: set, name: called, statement }),
    ),
  discard: writing.input(ofSet).mutation(({ ctx, input }) => discardPairSet(ctx, scopeOf(ctx), input.set)),
  /** Of a version: the other answer, labels and where both come from. */
  ofExample: reading
    .input(z.object({ example: id }))
    .query(({ ctx, input }) => readPair(ctx.sql, { projectId: ctx.projectId, exampleId: input.example })),
  assessments: reading
    .input(
      z.object({ version: id, cursor: z.string().max(64).nullish(), limit: z.int().min(1).max(1_000).default(200) }),
    )
    .query(({ ctx, input: { version, cursor, limit } }) =>
      listVersionAssessments(ctx.sql, { projectId: ctx.projectId, versionId: version, cursor: cursor ?? "", limit }),
    ),
  /** Up from one label: its pairs, and the models that learned from them. */
  usesOfAssessment: reading
    .input(z.object({ assessment: id }))
    .query(({ ctx, input }) =>
      readUsesOfAssessment(ctx.sql, { projectId: ctx.projectId, assessmentId: input.assessment }),
    ),
});
