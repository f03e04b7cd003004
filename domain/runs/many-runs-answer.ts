import { z } from "zod";
import { pageOf } from "../api/list-answer";
import { loggedNumber } from "../api/loose-number";
import { RUN_STATES } from "./run-rules";

const named = z.object({ id: z.string(), name: z.string() });
const runName = named.extend({ state: z.enum(RUN_STATES) });
const done = z.array(z.string()).describe("Ids of the runs that changed.");

export const manyChangedAnswer = z
  .object({
    done,
    refused: z.array(z.object({ reason: z.string(), runs: z.number() })).describe("Those that do not allow it."),
  })
  .meta({ id: "ChangedRuns" });

export const manyTaggedAnswer = z
  .object({
    done,
    changes: z
      .array(z.object({ runs: z.array(z.string()), added: z.array(z.string()), removed: z.array(z.string()) }))
      .describe("What really changed of which runs; the opposite of it takes the call back."),
  })
  .meta({ id: "TaggedRuns" });

export const runNoteAnswer = z.object({ note: z.string() }).meta({ id: "RunNote" });

export const matchingIdsAnswer = z
  .object({ ids: z.array(z.string()), complete: z.boolean().describe("False where there are more than these.") })
  .meta({ id: "RunIds" });

export const removalAnswer = z
  .object({
    runs: z.array(runName),
    unsettled: z.array(runName).describe("Not ended yet; they must be cancelled first."),
    downstream: z.array(runName).describe("Other runs that read what these made, to the last one."),
    models: z.array(named),
    evaluations: z.number(),
    artifactBytes: z.number(),
    points: z.number(),
  })
  .meta({ id: "Removal", description: "What stands on runs, and what would go with them." });

export const removedAnswer = z.object({ removed: z.array(z.string()) }).meta({ id: "RemovedRuns" });

const groupCell = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("numbers"),
    n: z.number(),
    mean: z.number().nullable(),
    sd: z.number().nullable().describe("With n − 1; null below two."),
    min: z.number().nullable(),
    max: z.number().nullable(),
    points: z.array(loggedNumber).describe("Those of the newest runs."),
  }),
  z.object({ kind: z.literal("texts"), text: z.string().nullable(), different: z.number() }),
  z.object({ kind: z.literal("instants"), newest: z.date().nullable() }),
]);

export const runGroupPageAnswer = pageOf(
  z
    .object({
      id: z.string(),
      values: z.array(z.string().nullable()).describe("Of what is grouped by, in its order."),
      runs: z.number(),
      live: z.number(),
      failed: z.number(),
      newest: named,
      filter: z.string().nullable().describe("Shows the runs of this group alone; null where no filter can say it."),
      cells: z.record(z.string(), groupCell),
    })
    .meta({ id: "RunGroup" }),
)
  .extend({
    total: z.number().describe("Groups on all pages together."),
    runs: z.number().describe("Runs in all groups."),
    asOf: z.date(),
  })
  .meta({ id: "RunGroupPage" });
