import { z } from "zod";
import { secretName, secretValue } from "@/domain/secrets/secret-name";
import { env } from "../env";
import { projectProcedure, router } from "../trpc";
import { listSecrets } from "./secret-queries";
import { removeSecret, writeSecret } from "./write-secret";

export const secretRouter = router({
  list: projectProcedure("runs.write").query(({ ctx }) => listSecrets(ctx.db, ctx.projectId)),
  write: projectProcedure("project.admin")
    .input(z.object({ name: secretName, value: secretValue }))
    .mutation(({ ctx, input }) =>
      writeSecret({ ...ctx, secret: env().ASSAY_SECRET }, ctx.viewer.userId, { ...input, projectId: ctx.projectId }),
    ),
  remove: projectProcedure("project.admin")
    // Also one whose name would be refused today.
    .input(z.object({ name: z.string().min(1).max(64) }))
    .mutation(({ ctx, input }) => removeSecret(ctx, { projectId: ctx.projectId, name: input.name })),
});
