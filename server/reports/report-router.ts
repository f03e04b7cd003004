import { z } from "zod";
import { MOST_COMPARED } from "@/domain/comparison/compare-address";
import { projectProcedure, router } from "../trpc";
import { freezeReport } from "./freeze-report";
import { prepareReport } from "./prepare-report";
import { listReports, readChangesUpTo, readReport } from "./report-queries";

const id = z.string().min(1).max(64);
const reading = projectProcedure("project.read");
/** Investigators and admins: whoever signs gates answers for what is frozen. */
const freezing = projectProcedure("gates.sign");
const frozen = {
  digest: z.string().length(64),
  remark: z.string().trim().max(2_000).nullable().default(null),
};
const compared = z.object({
  runs: z.array(id).min(1).max(MOST_COMPARED),
  baseline: id.optional(),
  against: id.optional(),
  metric: z.string().min(1).max(300).optional(),
  fold: z.boolean().default(true),
});

export const reportRouter = router({
  list: reading
    .input(z.object({ study: id.optional(), cursor: z.date().nullish(), limit: z.int().min(1).max(200).default(50) }))
    .query(({ ctx, input: { study, cursor: from, limit } }) =>
      listReports(ctx.db, { projectId: ctx.projectId, study: study ?? null, cursor: from ?? null, limit }),
    ),
  byId: reading
    .input(z.object({ report: id }))
    .query(({ ctx, input }) =>
      readReport(ctx.db, { projectId: ctx.projectId, reportId: input.report, viewer: ctx.viewer }),
    ),
  /** What a report of a study would say now. */
  previewStudy: reading.input(z.object({ study: id })).query(async ({ ctx, input }) => {
    const at = { projectId: ctx.projectId, slug: input.project };
    const prepared = await prepareReport(ctx, at, { kind: "study", studyId: input.study }, ctx.viewer);
    return { ...prepared, changes: await readChangesUpTo(ctx.db, ctx.projectId, prepared.content) };
  }),
  freezeStudy: freezing
    .input(z.object({ study: id, ...frozen }))
    .mutation(({ ctx, input: { project, study, ...asked } }) =>
      freezeReport(
        ctx,
        { projectId: ctx.projectId, slug: project },
        { kind: "study", studyId: study },
        asked,
        ctx.viewer,
      ),
    ),
  /** What a report of a comparison would say now. */
  previewComparison: reading.input(compared).query(async ({ ctx, input: { project, ...request } }) => {
    const at = { projectId: ctx.projectId, slug: project };
    const prepared = await prepareReport(ctx, at, { kind: "comparison", request }, ctx.viewer);
    return { ...prepared, changes: await readChangesUpTo(ctx.db, ctx.projectId, prepared.content) };
  }),
  freezeComparison: freezing
    .input(compared.extend(frozen))
    .mutation(({ ctx, input: { project, digest, remark, ...request } }) =>
      freezeReport(
        ctx,
        { projectId: ctx.projectId, slug: project },
        { kind: "comparison", request },
        { digest, remark },
        ctx.viewer,
      ),
    ),
});
