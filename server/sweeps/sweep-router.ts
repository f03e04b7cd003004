import { z } from "zod";
import { env } from "../env";
import { sweepRequestSchema } from "../runs/sweep-request";
import { projectProcedure, router } from "../trpc";
import { exportSweep } from "./export-sweep";
import { readSweepFile } from "./read-sweep-file";
import { writeSweepFile } from "./write-sweep-file";

const services = <Db>({ db }: { db: Db }) => ({ db, python: env().ASSAY_PYTHON });

export const sweepRouter = router({
  /** What a `config.yaml` of AIXpert's pipeline asks for, with every problem by line and field; nothing is kept of it. */
  readFile: projectProcedure("runs.write")
    .input(z.object({ text: z.string().max(200_000) }))
    .query(({ ctx, input }) => readSweepFile(services(ctx), ctx.projectId, input.text)),
  /** A sweep that is yet to be launched, as such a file. */
  writeFile: projectProcedure("runs.write")
    .input(sweepRequestSchema)
    .query(({ ctx, input }) => writeSweepFile(services(ctx), ctx.projectId, input)),
  /** A sweep that was launched, by its tag. */
  exportFile: projectProcedure("project.read")
    .input(z.object({ tag: z.string().min(1).max(60) }))
    .query(({ ctx, input }) => exportSweep(services(ctx), ctx.projectId, input.tag)),
});
