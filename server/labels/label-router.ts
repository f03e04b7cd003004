import { z } from "zod";
import { labelImportSchema } from "@/domain/labels/label-import";
import { scopeOf } from "../campaigns/campaign-router";
import { projectProcedure, router } from "../trpc";
import { importLabels } from "./import-labels";

export const labelRouter = router({
  /** Of a file that a browser has read already. */
  import: projectProcedure("campaigns.write")
    .input(labelImportSchema.extend({ project: z.string() }))
    .mutation(({ ctx, input: { project: _, ...input } }) => importLabels(ctx, scopeOf(ctx), input)),
});
