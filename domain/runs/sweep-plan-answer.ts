import { z } from "zod";

/** What a sweep would come to. */
export const sweepPlanAnswer = z
  .object({
    runs: z.number(),
    references: z.number().describe("Runs that measure a reference once, for all that train against it."),
    names: z.array(z.string()),
    taken: z.array(z.string()).describe("Names that runs have already; these get a number behind."),
    models: z.array(z.object({ title: z.string(), short: z.string() })),
    slots: z.object({ device: z.string(), atOnce: z.number().describe("Runs that this machine carries at a time.") }),
    ahead: z.object({
      seconds: z.number().nullable().describe("Of devices, all runs together; null where no such run has ended here."),
      elapsedSeconds: z.number().nullable().describe("Over the slots there are, were nobody else in line."),
      basis: z.string(),
    }),
    cost: z.number().nullable(),
    currency: z.string().nullable(),
    warnings: z.array(z.string()),
    problems: z.array(z.object({ where: z.string(), what: z.string(), remedy: z.string().optional() })),
  })
  .meta({ id: "SweepPlan" });

export type SweepPlan = z.infer<typeof sweepPlanAnswer>;
