import { z } from "zod";
import { importOptionsSchema } from "@/domain/datasets/import-options";
import { statementSchema } from "@/domain/datasets/statement";
import { env } from "../../env";
import { projectProcedure, router } from "../../trpc";
import { cancelImport } from "./cancel-import";
import { examineImport } from "./examine-import";
import { listImports, readImport } from "./import-queries";
import type { ImportServices } from "./import-services";
import { storeImport } from "./store-import";

const writing = projectProcedure("datasets.write");
const ofImport = z.object({ import: z.string().min(1).max(64) });

function servicesOf({ db, sql }: Pick<ImportServices, "db" | "sql">): ImportServices {
  const { ASSAY_HOME: home, ASSAY_PYTHON: python } = env();
  return { db, sql, home, python };
}

export const importRouter = router({
  /** Imports that are not at their end, and the longest file that may be brought. */
  list: writing.query(async ({ ctx }) => ({
    items: await listImports(ctx.db, { projectId: ctx.projectId }),
    limitBytes: env().ASSAY_UPLOAD_MAX_BYTES,
  })),
  byId: writing
    .input(ofImport)
    .query(({ ctx, input }) => readImport(ctx.db, { projectId: ctx.projectId, importId: input.import })),
  /** Reads the file again under other options. */
  examine: writing.input(ofImport.extend({ options: importOptionsSchema })).mutation(async ({ ctx, input }) => {
    const at = { projectId: ctx.projectId, importId: input.import };
    await examineImport(servicesOf(ctx), at, input.options);
  }),
  /** Stores what the preview shows. */
  store: writing
    .input(ofImport.extend({ name: z.string().trim().min(1).max(120), statement: statementSchema }))
    .mutation(async ({ ctx, input }) => {
      const at = { projectId: ctx.projectId, importId: input.import };
      await storeImport(servicesOf(ctx), at, { name: input.name, statement: input.statement });
    }),
  cancel: writing.input(ofImport).mutation(async ({ ctx, input }) => {
    await cancelImport(servicesOf(ctx), { projectId: ctx.projectId, importId: input.import });
  }),
});
