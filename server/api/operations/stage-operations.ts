import { listOf } from "@/domain/api/list-answer";
import { launchTemplateSchema } from "@/domain/runs/launch-template";
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
  operation({
    method: "GET",
    path: "/projects/{project}/stages/templates",
    procedure: "stages.templates",
    summary: "List settings to launch with, as published",
    description: "Each value with the document that it stands in; several values of one setting are a sweep over them.",
    answers: listOf(launchTemplateSchema),
    from: (items) => ({ items }),
  }),
];
