import { and, isNotNull, isNull, not, or, type SQL, sql } from "drizzle-orm";
import { dataset, datasetVersion } from "@/db/schema/datasets";
import { model, run, runInput } from "@/db/schema/runs";
import {
  type FilterNode,
  type FilterOperator,
  type FilterValue,
  speaksOfArchived,
} from "@/domain/runs/filter/filter-tree";
import { readLength, readMoments, readNumber } from "@/domain/runs/filter/filter-values";
import type { ResolvedNode } from "@/domain/runs/filter/resolve-fields";
import { OWN_FIELDS, type RunField } from "@/domain/runs/run-fields";
import { isNameList, metricRows, NAME_LISTS, OWN_VALUES, paramRows } from "./run-value-sql";

type Scope = { projectId: string; now: Date };
type Compare = Extract<FilterNode<RunField>, { kind: "compare" }>;

const textList = (values: readonly string[]) =>
  sql`(${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )})`;

const pattern = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;
const lowered = (values: readonly FilterValue[]) => values.map(({ text }) => text.toLowerCase());
const any = (conditions: SQL[]): SQL => or(...conditions) ?? sql`false`;

function compareText(value: SQL, operator: FilterOperator, values: readonly FilterValue[]): SQL {
  if (operator === "~") return any(values.map(({ text }) => sql`${value} ilike ${pattern(text)}`));
  return sql`lower(${value}) in ${textList(lowered(values))}`;
}

function compareNumber(value: SQL, operator: FilterOperator, numbers: readonly number[]): SQL {
  const sign = sql.raw(operator === "~" ? "=" : operator);
  return any(numbers.map((number) => sql`${value} ${sign} ${number}::float8`));
}

function compareInstant(value: SQL, { operator, values }: Compare, now: Date): SQL {
  return any(
    values.flatMap(({ text }) => {
      const moments = readMoments(text, now);
      if (!moments) return [];
      const [from, to] = [
        sql`${moments.from.toISOString()}::timestamptz`,
        sql`${moments.to.toISOString()}::timestamptz`,
      ];
      if (operator === "<") return [sql`${value} < ${from}`];
      if (operator === "<=") return [sql`${value} < ${to}`];
      if (operator === ">") return [sql`${value} >= ${to}`];
      if (operator === ">=") return [sql`${value} >= ${from}`];
      return [sql`(${value} >= ${from} and ${value} < ${to})`];
    }),
  );
}

/** Named as input, or made by the run that is the input. */
function readsModel(condition: SQL): SQL {
  return sql`exists (select 1 from ${runInput} join ${model} on ${model.projectId} = ${runInput.projectId}
    and (${model.id} = ${runInput.modelId} or ${model.madeByRunId} = ${runInput.fromRunId})
    where ${runInput.projectId} = ${run.projectId} and ${runInput.runId} = ${run.id} and ${condition})`;
}

function readsDataset(condition: SQL): SQL {
  return sql`exists (select 1 from ${runInput}
    join ${datasetVersion} on ${datasetVersion.projectId} = ${runInput.projectId} and ${datasetVersion.id} = ${runInput.datasetVersionId}
    join ${dataset} on ${dataset.projectId} = ${datasetVersion.projectId} and ${dataset.id} = ${datasetVersion.datasetId}
    where ${runInput.projectId} = ${run.projectId} and ${runInput.runId} = ${run.id} and ${condition})`;
}

function carriesTag({ operator, values }: Compare): SQL {
  if (operator !== "~") {
    return sql`exists (select 1 from unnest(${run.tags}) tag where lower(tag) in ${textList(lowered(values))})`;
  }
  return any(values.map(({ text }) => sql`array_to_string(${run.tags}, ' ') ilike ${pattern(text)}`));
}

/** Those that differ in nothing but the seed from the runs named, these included. */
function replicatesOf(values: readonly FilterValue[], { projectId }: Scope): SQL {
  const named = sql`(select ${replicateKey} from ${run} where ${run.projectId} = ${projectId}
    and ${run.id} in ${textList(values.map(({ text }) => text))})`;
  return sql`${replicateKey} in ${named}`;
}

/** Stage, config without its seed, and inputs. */
export const replicateKey = sql<string>`(${run.replicateKey} || coalesce((
  select string_agg(concat_ws(' ', edge.name, edge.dataset_version_id, edge.model_id, edge.from_run_id), ',' order by edge.name)
  from run_input edge where edge.run_id = ${run.id}), ''))`;

function compareOwn(node: Compare, name: keyof typeof OWN_FIELDS, scope: Scope): SQL {
  const { operator, values } = node;
  if (name === "tag") return carriesTag(node);
  if (name === "model") return readsModel(compareText(sql`${model.name}`, operator, values));
  if (name === "data") return readsDataset(compareText(sql`${dataset.name}`, operator, values));
  if (name === "replicates") return replicatesOf(values, scope);
  const { value } = OWN_VALUES[name];
  const { type } = OWN_FIELDS[name];
  if (type === "instant") return compareInstant(value, node, scope.now);
  if (type === "duration")
    return compareNumber(
      value,
      operator,
      values.flatMap(({ text }) => readLength(text) ?? []),
    );
  if (type === "number")
    return compareNumber(
      value,
      operator,
      values.flatMap(({ text }) => readNumber(text) ?? []),
    );
  return compareText(value, operator, values);
}

function compareParam({ operator, values }: Compare): SQL {
  const numbers = values.flatMap(({ text, quoted }) => (quoted ? [] : (readNumber(text) ?? [])));
  if (operator !== "=" && operator !== "~") return compareNumber(sql.raw("number"), operator, numbers);
  const text = compareText(sql.raw("text"), operator, values);
  return operator === "=" && numbers.length > 0 ? any([compareNumber(sql.raw("number"), "=", numbers), text]) : text;
}

function compare(node: Compare, scope: Scope): SQL {
  const { mention: field, operator, values } = node;
  if (field.kind === "own") return compareOwn(node, field.name, scope);
  if (field.kind === "config") {
    return sql`${run.id} in (select run_id from ${paramRows(scope.projectId, field.key)} p where ${compareParam(node)})`;
  }
  const numbers = values.flatMap(({ text }) => readNumber(text) ?? []);
  const holds = compareNumber(sql.raw("value"), operator, numbers);
  return sql`${run.id} in (select run_id from ${metricRows(scope.projectId, field.key, field.summary)} m where ${holds})`;
}

function missing(field: RunField, { projectId }: Scope): SQL {
  if (field.kind === "metric") {
    return sql`${run.id} not in (select run_id from ${metricRows(projectId, field.key, field.summary)} m)`;
  }
  if (field.kind === "config") return sql`${run.id} not in (select run_id from ${paramRows(projectId, field.key)} p)`;
  return field.name === "replicates" ? sql`false` : isNull(OWN_VALUES[field.name].value);
}

/** As sets: whatever the order, and each once. */
function isExactly({ mention, values }: Extract<FilterNode<RunField>, { kind: "exactly" }>): SQL {
  if (mention.kind !== "own" || !isNameList(mention.name)) return sql`false`;
  const wanted = sql`${JSON.stringify([...new Set(lowered(values))])}::jsonb`;
  const list = sql`${NAME_LISTS[mention.name]}::jsonb`;
  return sql`coalesce(${list} @> ${wanted} and ${list} <@ ${wanted}, false)`;
}

function condition(node: ResolvedNode, scope: Scope): SQL {
  switch (node.kind) {
    case "all":
      return and(...node.nodes.map((each) => condition(each, scope))) ?? sql`true`;
    case "any":
      return any(node.nodes.map((each) => condition(each, scope)));
    case "not":
      // A run without the value does not have it, so the opposite holds for it.
      return not(sql`coalesce(${condition(node.node, scope)}, false)`);
    case "archived":
      return isNotNull(run.archivedAt);
    case "missing":
      return missing(node.mention, scope);
    case "exactly":
      return isExactly(node);
    case "compare":
      return compare(node, scope);
    case "text":
      return sql`(${run.name} ilike ${pattern(node.text)} or array_to_string(${run.tags}, ' ') ilike ${pattern(node.text)} or ${run.id} = ${node.text})`;
  }
}

/** Archived runs stay out unless the filter speaks of them. */
export function filterCondition(node: ResolvedNode, scope: Scope): SQL | undefined {
  const stays = speaksOfArchived(node) ? undefined : isNull(run.archivedAt);
  return and(sql`${run.projectId} = ${scope.projectId}`, condition(node, scope), stays);
}
