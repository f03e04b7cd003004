import { z } from "zod";
import { env } from "../env";
import { projectProcedure, router } from "../trpc";
import { readManifest } from "./artifact-objects";
import { listArtifacts, readArtifact } from "./artifact-queries";

const reading = projectProcedure("project.read");

export const artifactRouter = router({
  byRun: reading
    .input(z.object({ run: z.string().min(1) }))
    .query(({ ctx, input }) => listArtifacts(ctx.db, { projectId: ctx.projectId, runId: input.run })),
  files: reading.input(z.object({ artifact: z.string().min(1) })).query(async ({ ctx, input }) => {
    const found = await readArtifact(ctx.db, { projectId: ctx.projectId, artifactId: input.artifact });
    return (await readManifest(env().ASSAY_HOME, found.digest)) ?? [];
  }),
});
