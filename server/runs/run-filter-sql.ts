import { and, isNotNull, isNull, not, type SQL, sql } from "drizzle-orm";
import { dataset, datasetVersion } from "@/db/schema/datasets";
import { model, run, runInput } from "@/db/schema/runs";
import type { FilterTerm, RunFilter } from "@/domain/runs/run-filter";

const list = (values: readonly string[]) =>
  sql`(${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )})`;

const contains = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

const lowered = (values: readonly string[]) => values.map((value) => value.toLowerCase());

/** Named as input, or made by the run that is the input. */
function readsModelNamed(names: readonly string[]): SQL {
  return sql`exists (select 1 from ${runInput} join ${model} on ${model.projectId} = ${runInput.projectId}
    and (${model.id} = ${runInput.modelId} or ${model.madeByRunId} = ${runInput.fromRunId})
    where ${runInput.projectId} = ${run.projectId} and ${runInput.runId} = ${run.id}
    and lower(${model.name}) in ${list(lowered(names))})`;
}

function readsDatasetNamed(names: readonly string[]): SQL {
  return sql`exists (select 1 from ${runInput}
    join ${datasetVersion} on ${datasetVersion.projectId} = ${runInput.projectId} and ${datasetVersion.id} = ${runInput.datasetVersionId}
    join ${dataset} on ${dataset.projectId} = ${datasetVersion.projectId} and ${dataset.id} = ${datasetVersion.datasetId}
    where ${runInput.projectId} = ${run.projectId} and ${runInput.runId} = ${run.id}
    and lower(${dataset.name}) in ${list(lowered(names))})`;
}

function termCondition(term: FilterTerm): SQL {
  if (term.kind === "archived") return isNotNull(run.archivedAt);
  if (term.kind === "text") {
    const pattern = contains(term.text);
    return sql`(${run.name} ilike ${pattern} or array_to_string(${run.tags}, ' ') ilike ${pattern} or ${run.id} = ${term.text})`;
  }
  switch (term.field) {
    case "state":
      return sql`${run.state} in ${list(term.values)}`;
    case "stage":
      return sql`${run.stage} in ${list(term.values)}`;
    case "name":
      return sql`lower(${run.name}) in ${list(lowered(term.values))}`;
    case "tag":
      return sql`${run.tags} && array[${sql.join(
        term.values.map((value) => sql`${value}`),
        sql`, `,
      )}]::text[]`;
    case "seed":
      return sql`${run.seed} is not null and ${run.seed}::text in ${list(term.values)}`;
    case "model":
      return readsModelNamed(term.values);
    case "data":
      return readsDatasetNamed(term.values);
  }
}

/** Archived runs stay out unless the filter speaks of them. */
export function filterCondition(filter: RunFilter): SQL | undefined {
  const conditions = filter.terms.map((term) => (term.not ? not(termCondition(term)) : termCondition(term)));
  if (!filter.terms.some((term) => term.kind === "archived")) conditions.push(isNull(run.archivedAt));
  return and(...conditions);
}
