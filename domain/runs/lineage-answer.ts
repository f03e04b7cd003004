import { z } from "zod";
import { CAMPAIGN_STATES } from "../campaigns/campaign-rules";
import { GATE_VERDICTS } from "../gates/gate-rule";
import { PAIR_SET_STATES } from "../pairs/pair-set-rules";
import { RUN_STATES } from "./run-rules";

export const lineageAnswer = z
  .object({
    nodes: z.array(
      z.discriminatedUnion("kind", [
        z.object({
          kind: z.literal("run"),
          id: z.string(),
          name: z.string(),
          stage: z.string(),
          state: z.enum(RUN_STATES),
        }),
        z.object({ kind: z.literal("campaign"), id: z.string(), name: z.string(), state: z.enum(CAMPAIGN_STATES) }),
        z.object({
          kind: z.literal("gate"),
          id: z.string(),
          name: z.string(),
          decision: z.enum(GATE_VERDICTS),
          campaignId: z.string(),
        }),
        z.object({ kind: z.literal("pair_set"), id: z.string(), name: z.string(), state: z.enum(PAIR_SET_STATES) }),
        z.object({ kind: z.literal("model"), id: z.string(), name: z.string(), source: z.string() }),
        z.object({
          kind: z.literal("dataset"),
          id: z.string(),
          name: z.string(),
          version: z.number(),
          datasetId: z.string(),
          type: z.string(),
          rows: z.number(),
        }),
      ]),
    ),
    edges: z.array(z.object({ from: z.string(), to: z.string(), label: z.string() })),
    truncated: z.boolean().describe("There is more than the answer holds."),
  })
  .meta({ id: "Lineage" });
