import { router, signedInProcedure } from "../trpc";
import { listProjects } from "./project-queries";

export const projectRouter = router({
  list: signedInProcedure.query(({ ctx }) => listProjects(ctx.db, ctx.viewer)),
  viewer: signedInProcedure.query(({ ctx }) => ctx.viewer),
});
