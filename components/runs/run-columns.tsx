import type { ReactNode } from "react";
import { readField } from "@/domain/runs/run-fields";
import { isGrouping } from "@/domain/runs/run-groups";
import { NumberText } from "../ui/number/number-text";
import { RelativeTime } from "../ui/number/relative-time";
import { RunningDuration } from "../ui/number/running-duration";
import { StateBadge } from "../ui/state-badge";
import { CellText, LossLine, NameCell, Quiet, StageText, Tags } from "./plain-cells";
import { ResultBar, type ResultDomain, ResultText } from "./result-cell";
import { dataOf, modelOf } from "./run-line";
import type { RunRow } from "./run-row-type";

export type RunTableFacts = {
  project: string;
  domain: ResultDomain;
  lines: ReadonlyMap<string, readonly (number | null)[]>;
};

export type RunColumn = {
  id: string;
  title: string;
  /** In full, where the title is a part of it. */
  explains?: string;
  /** Id of the field that it sorts by. */
  sort?: string;
  numeric?: boolean;
  size: number;
  cell: (run: RunRow, facts: RunTableFacts) => ReactNode;
};

const OWN_COLUMNS: readonly RunColumn[] = [
  { id: "state", title: "State", sort: "state", size: 104, cell: (run) => <StateBadge state={run.state} /> },
  {
    id: "name",
    title: "Name",
    sort: "name",
    size: 236,
    cell: (run, { project }) => <NameCell run={run} project={project} />,
  },
  { id: "stage", title: "Stage", sort: "stage", size: 88, cell: (run) => <StageText stage={run.stage} /> },
  {
    id: "model",
    title: "Model",
    sort: "model",
    size: 128,
    cell: (run) => {
      const model = modelOf(run);
      return <Quiet text={model?.text ?? null} title={model?.title} />;
    },
  },
  { id: "data", title: "Data", sort: "data", size: 112, cell: (run) => <Quiet text={dataOf(run)} /> },
  {
    id: "started",
    title: "Started",
    sort: "started",
    size: 90,
    numeric: true,
    cell: (run) => <RelativeTime time={run.startedAt} className="whitespace-nowrap" />,
  },
  {
    id: "duration",
    title: "Duration",
    sort: "duration",
    size: 86,
    numeric: true,
    cell: (run) => <RunningDuration start={run.startedAt} end={run.endedAt} />,
  },
  { id: "result", title: "ROUGE-L", sort: "result", size: 148, numeric: true, cell: (run) => <ResultText run={run} /> },
  {
    id: "interval",
    title: "95 % interval",
    size: 108,
    cell: (run, { domain }) => <ResultBar run={run} domain={domain} />,
  },
  { id: "loss", title: "Loss curve", size: 100, cell: (run, { lines }) => <LossLine run={run} lines={lines} /> },
  { id: "tags", title: "Tags", sort: "tag", size: 116, cell: (run) => <Tags tags={run.tags} /> },
  {
    id: "cost",
    title: "Cost",
    sort: "cost",
    size: 92,
    numeric: true,
    cell: (run) => (
      <NumberText
        value={run.cost}
        unit={run.costCurrency ?? undefined}
        absent="none"
        reason="No price is set for this machine"
      />
    ),
  },
  {
    id: "seed",
    title: "Seed",
    sort: "seed",
    size: 72,
    numeric: true,
    cell: (run) => <CellText value={run.seed} absent="No seed was given" exact />,
  },
  {
    id: "created",
    title: "Launched",
    sort: "created",
    size: 90,
    numeric: true,
    cell: (run) => <RelativeTime time={run.createdAt} className="whitespace-nowrap" />,
  },
  {
    id: "ended",
    title: "Ended",
    sort: "ended",
    size: 90,
    numeric: true,
    cell: (run) => <RelativeTime time={run.endedAt} className="whitespace-nowrap" />,
  },
  { id: "note", title: "Note", sort: "note", size: 180, cell: (run) => <Quiet text={run.note || null} /> },
  { id: "executor", title: "Executor", sort: "executor", size: 92, cell: (run) => <Quiet text={run.executor} /> },
  {
    id: "attempt",
    title: "Attempt",
    sort: "attempt",
    size: 76,
    numeric: true,
    cell: (run) => <CellText value={run.attempt} absent="" exact />,
  },
];

const byId = new Map(OWN_COLUMNS.map((column) => [column.id, column]));

export const OWN_COLUMN_IDS: readonly string[] = OWN_COLUMNS.map(({ id }) => id);
export const DEFAULT_COLUMN_IDS: readonly string[] = OWN_COLUMN_IDS.slice(0, 12);

/** A column of a config path or a metric; null for what is neither nor one of every run. */
export function columnOf(id: string): RunColumn | null {
  const own = byId.get(id);
  if (own) return own;
  const field = readField(id);
  if (!field || field.kind === "own") return null;
  const of = field.kind === "metric" && field.summary !== "last" ? `${field.key} ${field.summary}` : field.key;
  const reason = field.kind === "metric" ? `${field.key} was not logged` : `${field.key} is not in its config`;
  return {
    id,
    title: of,
    explains: id,
    sort: id,
    numeric: true,
    size: Math.min(200, Math.max(84, 34 + of.length * 7)),
    cell: (run) => <CellText value={run.cells[id]} absent={reason} exact={field.kind === "config"} />,
  };
}

/** Id of what a column groups by, where equal values of it make a group. */
export function groupingOf(column: RunColumn): string | null {
  const id = column.id === "tags" ? "tag" : column.id;
  return isGrouping(id) ? id : null;
}

/** How a field is called in sentences. */
export function fieldWords(id: string): string {
  if (id === "created") return "launch";
  return OWN_COLUMNS.find(({ sort }) => sort === id)?.title ?? columnOf(id)?.title ?? id;
}
