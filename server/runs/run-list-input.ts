import { z } from "zod";
import { DEFAULT_RUN_SORT, RUN_SORTS } from "@/domain/runs/run-sort";

export const runListInput = z.object({
  filter: z.string().max(1_000).default(""),
  sort: z.object({ by: z.enum(RUN_SORTS), direction: z.enum(["asc", "desc"]) }).default(DEFAULT_RUN_SORT),
  cursor: z.string().max(2_000).nullish(),
  limit: z.int().min(1).max(200).default(100),
});
