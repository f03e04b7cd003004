import { LAUNCH_TEMPLATES } from "@/domain/runs/launch-templates";
import { projectProcedure, router } from "../trpc";
import { stageSchemas } from "./stage-schemas";

export const stageRouter = router({
  list: projectProcedure("project.read").query(() => [...stageSchemas().values()]),
  /** Settings as published recipes give them. */
  templates: projectProcedure("project.read").query(() => [...LAUNCH_TEMPLATES]),
});
