import { z } from "zod";
import { viewDefinitionSchema } from "./view-definition";

export const viewAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    definition: viewDefinitionSchema,
    version: z.number().describe("Send it back with a change; a change made meanwhile is then not lost."),
    changedAt: z.date(),
    changedByName: z.string().nullable(),
    createdByName: z.string().nullable(),
  })
  .meta({ id: "View" });
