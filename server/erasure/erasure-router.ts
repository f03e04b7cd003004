import { z } from "zod";
import { actorOf } from "../audit/append-audit";
import { env } from "../env";
import { projectProcedure, router } from "../trpc";
import { eraseGroup } from "./erase-group";
import { listErasures, wasErased } from "./erasure-queries";
import { findGroup } from "./find-group";

const example = z.object({
  example: z.string().min(1),
  /** Also rows of other groups with the same source. */
  sameSource: z.boolean().default(false),
});

export const erasureRouter = router({
  list: projectProcedure("project.read")
    .input(z.object({ cursor: z.date().nullish(), limit: z.int().min(1).max(200).default(50) }))
    .query(({ ctx, input }) =>
      listErasures(ctx.db, { projectId: ctx.projectId, cursor: input.cursor ?? null, limit: input.limit }),
    ),
  find: projectProcedure("project.read")
    .input(z.object({ group: z.string().min(1).max(1_000) }))
    .query(({ ctx, input }) => wasErased(ctx.db, ctx.projectId, input.group)),
  preview: projectProcedure("project.admin")
    .input(example)
    .query(async ({ ctx, input }) => {
      const {
        exampleIds,
        groupKeys: _,
        sourceHashes: _hashes,
        notes: _notes,
        runIds,
        reviews,
        ...found
      } = await findGroup(ctx.sql, {
        projectId: ctx.projectId,
        exampleId: input.example,
        sameSource: input.sameSource,
      });
      const rounds = { cases: reviews.caseIds.length, campaigns: reviews.campaignIds.length };
      return { ...found, ...rounds, examples: exampleIds.length, runs: runIds.length };
    }),
  erase: projectProcedure("project.admin")
    .input(example.extend({ reason: z.string().trim().min(3).max(300) }))
    .mutation(({ ctx, input }) =>
      eraseGroup(
        ctx,
        env().ASSAY_HOME,
        { actor: actorOf(ctx.viewer), reason: input.reason },
        { projectId: ctx.projectId, exampleId: input.example, sameSource: input.sameSource },
      ),
    ),
});
