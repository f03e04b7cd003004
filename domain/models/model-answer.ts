import { z } from "zod";

export const modelAnswer = z
  .object({
    id: z.string(),
    name: z.string(),
    source: z.enum(["hub", "folder", "embedded", "random", "run"]).describe("`run`: made by training."),
    reference: z.string().describe("Hub id, or what the person named."),
    revision: z.string().nullable(),
    license: z.string().nullable(),
    parameters: z.number().nullable(),
    createdAt: z.date(),
    baseModel: z.object({ id: z.string(), name: z.string() }).nullable(),
    artifact: z.object({ id: z.string(), kind: z.string(), digest: z.string(), bytes: z.number() }),
    madeBy: z.object({ id: z.string(), name: z.string(), stage: z.string() }).describe("The run that made it."),
  })
  .meta({ id: "Model" });
