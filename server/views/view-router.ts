import { z } from "zod";
import { viewDefinitionSchema, viewNameSchema } from "@/domain/runs/view-definition";
import { projectProcedure, router } from "../trpc";
import { changeView, createView, removeView } from "./save-view";
import { listViews, readView } from "./views-queries";

const reading = projectProcedure("project.read");
const writing = projectProcedure("views.write");
const oneView = z.object({ view: z.string().min(1) });
const onVersion = oneView.extend({ version: z.int().min(1) });

/** Ways of looking at the runs, shared by their link. */
export const viewRouter = router({
  list: reading.query(({ ctx }) => listViews(ctx.db, ctx.projectId)),
  byId: reading
    .input(oneView)
    .query(({ ctx, input }) => readView(ctx.db, { projectId: ctx.projectId, viewId: input.view })),
  create: writing
    .input(z.object({ name: viewNameSchema, definition: viewDefinitionSchema }))
    .mutation(({ ctx, input: { name, definition } }) =>
      createView(ctx, { projectId: ctx.projectId, userId: ctx.viewer.userId }, { name, definition }),
    ),
  change: writing
    .input(onVersion.extend({ name: viewNameSchema.optional(), definition: viewDefinitionSchema.optional() }))
    .mutation(({ ctx, input: { view, version, name, definition } }) =>
      changeView(
        ctx,
        { projectId: ctx.projectId, userId: ctx.viewer.userId },
        { viewId: view, version, ...(name ? { name } : {}), ...(definition ? { definition } : {}) },
      ),
    ),
  remove: writing
    .input(onVersion)
    .mutation(({ ctx, input }) => removeView(ctx, ctx.projectId, { viewId: input.view, version: input.version })),
});
