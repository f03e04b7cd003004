import { z } from "zod";
import {
  CURVE_AXES,
  CURVE_SCALES,
  MOST_CHOSEN_RUNS,
  MOST_KEYS_IN_A_CHART,
  SEED_BANDS,
} from "@/domain/charts/chart-axis";

/** Runs by filter or by name, one of the two. */
export const chosenRuns = z.union([
  z.object({ filter: z.string().max(1_000) }),
  z.object({ runIds: z.array(z.string().min(1).max(64)).min(1).max(MOST_CHOSEN_RUNS) }),
]);
export type ChosenRuns = z.infer<typeof chosenRuns>;

export const chartContent = z.object({
  title: z.string().trim().min(1).max(200),
  keys: z.array(z.string().min(1).max(200)).min(1).max(MOST_KEYS_IN_A_CHART),
  of: chosenRuns,
  axis: z.enum(CURVE_AXES),
  scale: z.enum(CURVE_SCALES),
  smoothing: z.number().min(0).max(0.99),
  bands: z.enum(SEED_BANDS),
});
export type ChartContent = z.infer<typeof chartContent>;
