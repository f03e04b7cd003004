import { z } from "zod";
import { projectAnswer, viewerAnswer } from "@/domain/projects/project-answer";
import { operation } from "../operation";

export const accountOperations = [
  operation({
    method: "GET",
    path: "/viewer",
    procedure: "projects.viewer",
    summary: "Say whose token this is",
    answers: viewerAnswer,
  }),
  operation({
    method: "GET",
    path: "/projects",
    procedure: "projects.list",
    summary: "List your projects",
    answers: z.array(projectAnswer),
  }),
];
