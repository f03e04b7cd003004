import { z } from "zod";

const line = z.number().nullable().describe("From 1; null where it concerns the whole file.");

/** What a `config.yaml` of AIXpert's pipeline asks for, and everything that is wrong with it. */
export const sweepFileAnswer = z
  .object({
    models: z.array(
      z.object({
        id: z.string().describe("As the file names it."),
        short: z.string(),
        modelId: z.string().nullable().describe("The model of the registry by that name; null where there is none."),
        name: z.string().nullable(),
      }),
    ),
    sweeps: z.array(
      z.object({
        stage: z.enum(["dpo", "fdpo"]),
        name: z.string().optional(),
        config: z.record(z.string(), z.unknown()),
        vary: z.record(z.string(), z.array(z.number())),
        seeds: z.array(z.number()),
      }),
    ),
    leftOut: z
      .array(z.object({ field: z.string(), line }))
      .describe("Fields of the file that Assay has nothing to do with: paths, and names at another tracker."),
    inherited: z
      .array(z.object({ field: z.string(), line }))
      .describe("Fields of original_dpo that hold for modified_dpo too, as it leaves them out."),
    problems: z.array(z.object({ field: z.string(), line, what: z.string(), remedy: z.string().nullable() })),
  })
  .meta({ id: "SweepFile" });

export type SweepFile = z.infer<typeof sweepFileAnswer>;

export const writtenSweepFileAnswer = z
  .object({ fileName: z.string(), text: z.string() })
  .meta({ id: "WrittenSweepFile" });
