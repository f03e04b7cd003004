import { z } from "zod";
import { isGrouping } from "@/domain/runs/run-groups";
import { DEFAULT_RUN_SORT, isSortable } from "@/domain/runs/run-sort";

const columnIds = z.array(z.string().min(1).max(300)).max(60).default([]);

export const runListInput = z.object({
  filter: z.string().max(2_000).default(""),
  sort: z
    .object({
      by: z.string().max(300).refine(isSortable, "Runs cannot be sorted by this."),
      direction: z.enum(["asc", "desc"]),
    })
    .default(DEFAULT_RUN_SORT),
  cursor: z.string().max(2_000).nullish(),
  /** Leaves out so many rows at the front; pages that follow go by the cursor. */
  skip: z.int().min(0).max(10_000_000).default(0),
  limit: z.int().min(1).max(200).default(100),
  /** `config.lora.rank`, `metric.train/loss:min`: answered in `cells`. */
  columns: columnIds,
  /** Runs launched after it stay out. */
  asOf: z.coerce.date().nullish(),
});

export const runGroupsInput = z.object({
  filter: z.string().max(2_000).default(""),
  by: z.array(z.string().max(300).refine(isGrouping, "Runs cannot be grouped by this.")).min(1).max(5),
  columns: columnIds,
  sort: z
    .object({ by: z.string().max(300), direction: z.enum(["asc", "desc"]) })
    .default({ by: "created", direction: "desc" }),
  cursor: z.string().max(2_000).nullish(),
  limit: z.int().min(1).max(200).default(100),
  asOf: z.coerce.date().nullish(),
});

export const runRowsInput = z.object({ ids: z.array(z.string()).min(1).max(200), columns: columnIds });
