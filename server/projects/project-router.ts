import { z } from "zod";
import { LONGEST_SLUG, PROJECT_SLUG } from "@/domain/people/project-slug";
import { router, signedInProcedure, someAdminProcedure } from "../trpc";
import { createProject } from "./create-project";
import { listProjects } from "./project-queries";

export const projectRouter = router({
  list: signedInProcedure.query(({ ctx }) => listProjects(ctx.db, ctx.viewer)),
  viewer: signedInProcedure.query(({ ctx }) => ctx.viewer),
  create: someAdminProcedure
    .input(
      z.object({
        name: z.string().trim().min(1).max(80),
        slug: z.string().max(LONGEST_SLUG).regex(PROJECT_SLUG, "lower case letters, digits and single hyphens"),
      }),
    )
    .mutation(({ ctx, input }) => createProject(ctx.db, ctx.viewer, input, ctx.now())),
});
