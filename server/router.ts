import { projectRouter } from "./projects/project-router";
import { createCallerFactory, router } from "./trpc";

export const appRouter = router({
  projects: projectRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
