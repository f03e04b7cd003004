import { z } from "zod";
import { SPLITS } from "@/domain/datasets/dataset-types";
import { statementSchema } from "@/domain/datasets/statement";
import { DIFF_KINDS } from "@/domain/datasets/version-diff";
import { projectProcedure, router } from "../trpc";
import { readFacts } from "./dataset-queries";
import { diffVersions, listDifferences } from "./diff-versions";
import { listRows, readRow } from "./example-queries";
import { stateVersion } from "./state-version";

const reading = projectProcedure("project.read");
const ofVersion = z.object({ version: z.string().min(1).max(64) });
const ofPair = z.object({ from: z.string().min(1).max(64), to: z.string().min(1).max(64) });
const offset = z.int().min(0).default(0);
const limit = z.int().min(1).max(200).default(100);

export const versionRouter = router({
  facts: reading
    .input(ofVersion)
    .query(({ ctx, input }) => readFacts(ctx.db, { projectId: ctx.projectId, datasetVersionId: input.version })),
  rows: reading
    .input(
      ofVersion.extend({
        split: z.enum(SPLITS).optional(),
        query: z.string().trim().max(200).optional(),
        offset,
        limit,
      }),
    )
    .query(({ ctx, input: { version, query, split, ...window } }) =>
      listRows(ctx.db, {
        projectId: ctx.projectId,
        datasetVersionId: version,
        split,
        query: query || undefined,
        ...window,
      }),
    ),
  row: reading
    .input(ofVersion.extend({ position: z.int().min(0) }))
    .query(({ ctx, input: { version, position } }) =>
      readRow(ctx.db, { projectId: ctx.projectId, datasetVersionId: version, position }),
    ),
  diff: reading
    .input(ofPair)
    .query(({ ctx, input: { from, to } }) => diffVersions(ctx.sql, { projectId: ctx.projectId, from, to })),
  differences: reading
    .input(ofPair.extend({ kind: z.enum(DIFF_KINDS), offset, limit: z.int().min(1).max(50).default(20) }))
    .query(({ ctx, input: { from, to, ...page } }) =>
      listDifferences(ctx.sql, { projectId: ctx.projectId, from, to, ...page }),
    ),
  /** Says anew what the version holds, under which approval, until when. */
  state: projectProcedure("datasets.write")
    .input(ofVersion.extend({ statement: statementSchema }))
    .mutation(({ ctx, input }) =>
      stateVersion(ctx.db, { projectId: ctx.projectId, datasetVersionId: input.version }, input.statement),
    ),
});
