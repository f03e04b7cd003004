import { z } from "zod";
import { CURVE_AXES, CURVE_SCALES, SEED_BANDS } from "./chart-axis";

export const chartAnswer = z
  .object({
    id: z.string(),
    version: z.number().describe("Send it back with a change; a change made meanwhile is then not lost."),
    title: z.string(),
    keys: z.array(z.string()),
    of: z.union([z.object({ filter: z.string() }), z.object({ runIds: z.array(z.string()) })]),
    axis: z.enum(CURVE_AXES),
    scale: z.enum(CURVE_SCALES),
    smoothing: z.number(),
    bands: z.enum(SEED_BANDS),
    changedAt: z.date(),
    changedByName: z.string().nullable(),
  })
  .meta({ id: "Chart" });
