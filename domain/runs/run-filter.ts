import { FilterError, FilterReader } from "./filter/filter-reader";
import { type FilterProblem, readTokens } from "./filter/filter-tokens";
import type { FilterNode } from "./filter/filter-tree";

export type FilterReading = { ok: true; node: FilterNode } | { ok: false; problem: FilterProblem };

/**
 * `stage = sft and loss < 0.6 and (tag: delta-sweep or not archived)`. Words alone are looked for in names and tags;
 * what names mean is found by resolveFields.
 */
export function readRunFilter(source: string): FilterReading {
  const { tokens, problem } = readTokens(source);
  if (problem) return { ok: false, problem };
  try {
    return { ok: true, node: new FilterReader(tokens, source.length).whole() };
  } catch (error) {
    if (error instanceof FilterError) return { ok: false, problem: error.problem };
    throw error;
  }
}
