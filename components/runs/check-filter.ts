import type { FilterProblem } from "@/domain/runs/filter/filter-tokens";
import { mentionsOf } from "@/domain/runs/filter/filter-tree";
import { needsKeys, type RunKeys, resolveFields } from "@/domain/runs/filter/resolve-fields";
import { readRunFilter } from "@/domain/runs/run-filter";

/** What is wrong with a filter, as the server would say it, or null. */
export async function checkFilter(source: string, readKeys: () => Promise<RunKeys>): Promise<FilterProblem | null> {
  const reading = readRunFilter(source);
  if (!reading.ok) return reading.problem;
  if (!needsKeys(mentionsOf(reading.node))) return null;
  const resolved = resolveFields(reading.node, await readKeys());
  return resolved.ok ? null : resolved.problem;
}
