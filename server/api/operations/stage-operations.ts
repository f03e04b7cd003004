import { listOf } from "@/domain/api/list-answer";
import { stageSchema } from "@/domain/runs/stage-schema";
import { operation } from "../operation";

export const stageOperations = [
  operation({
    method: "GET",
    path: "/projects/{project}/stages",
    procedure: "stages.list",
    summary: "List stages with their settings",
    description: "`config` is the JSON Schema of the settings that a launch takes.",
    answers: listOf(stageSchema.meta({ id: "Stage" })),
    from: (items) => ({ items }),
  }),
];
