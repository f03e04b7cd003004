import type { SQL } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { FilterProblem } from "@/domain/runs/filter/filter-tokens";
import { mentionsOf } from "@/domain/runs/filter/filter-tree";
import { needsKeys, resolveFields } from "@/domain/runs/filter/resolve-fields";
import { readRunFilter } from "@/domain/runs/run-filter";
import { DomainError } from "../errors";
import { filterCondition } from "./run-filter-sql";
import { readRunKeys } from "./run-keys-queries";

/** The place counts characters from 1, as editors do. */
function refuse(problem: FilterProblem): never {
  const { at, sentence, suggestions } = problem;
  const remedy = suggestions.length > 0 ? { remedy: `Write ${suggestions.join(" or ")}.` } : {};
  throw new DomainError("Validation", `${sentence} (Character ${at + 1} of the filter.)`, [
    { where: `filter:${at + 1}`, what: sentence, ...remedy },
  ]);
}

/** A filter as a condition on `run` inside one project; what cannot be read is refused with its place. */
export async function readFilter(db: Database, projectId: string, source: string): Promise<SQL | undefined> {
  const reading = readRunFilter(source);
  if (!reading.ok) refuse(reading.problem);
  const keys = needsKeys(mentionsOf(reading.node)) ? await readRunKeys(db, projectId) : { config: [], metrics: [] };
  const resolved = resolveFields(reading.node, keys);
  if (!resolved.ok) refuse(resolved.problem);
  return filterCondition(resolved.node, { projectId, now: new Date() });
}
