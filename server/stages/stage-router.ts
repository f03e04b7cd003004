import { projectProcedure, router } from "../trpc";
import { stageSchemas } from "./stage-schemas";

export const stageRouter = router({
  list: projectProcedure("project.read").query(() => [...stageSchemas().values()]),
});
