import Link from "next/link";
import type { ReactNode } from "react";
import { runColour } from "../charts/series-style";
import { Sparkline } from "../charts/sparkline";
import { pageAddress } from "../layout/pages";
import { Badge } from "../ui/badge";
import { classNames } from "../ui/class-names";
import { Absent } from "../ui/number/absent";
import { NumberText } from "../ui/number/number-text";
import { RelativeTime } from "../ui/number/relative-time";
import { RunningDuration } from "../ui/number/running-duration";
import { StateBadge } from "../ui/state-badge";
import { ResultBar, type ResultDomain, ResultText } from "./result-cell";
import { dataOf, describeRun, modelOf } from "./run-line";
import type { RunRow } from "./run-row-type";

export type RunTableFacts = {
  project: string;
  domain: ResultDomain;
  lines: ReadonlyMap<string, readonly (number | null)[]>;
};

export type RunColumn = {
  id: string;
  title: string;
  sort?: string;
  numeric?: boolean;
  size: number;
  cell: (run: RunRow, facts: RunTableFacts) => ReactNode;
};

const TONES = { muted: "text-muted", bad: "text-bad", undecided: "text-undecided" } as const;

function NameCell({ run, project }: { run: RunRow; project: string }) {
  const line = describeRun(run);
  return (
    <div className="min-w-0">
      <Link
        href={pageAddress(project, `/runs/${run.id}`)}
        tabIndex={-1}
        title={run.name}
        className="block truncate font-medium hover:underline"
      >
        {run.name}
      </Link>
      {line ? (
        <span title={line.text} className={classNames("block truncate text-xs", TONES[line.tone])}>
          {line.text}
        </span>
      ) : null}
    </div>
  );
}

function Quiet({ text, title }: { text: string | null; title?: string }) {
  if (text === null) return <Absent kind="none" />;
  return (
    <span title={title ?? text} className="block truncate text-muted">
      {text}
    </span>
  );
}

function LossLine({ run, lines }: { run: RunRow; lines: RunTableFacts["lines"] }) {
  const values = lines.get(run.id);
  return values ? <Sparkline values={values} color={runColour(run.id)} label={`Training loss of ${run.name}`} /> : null;
}

export const RUN_COLUMNS: readonly RunColumn[] = [
  { id: "state", title: "State", sort: "state", size: 104, cell: (run) => <StateBadge state={run.state} /> },
  {
    id: "name",
    title: "Name",
    sort: "name",
    size: 228,
    cell: (run, { project }) => <NameCell run={run} project={project} />,
  },
  {
    id: "stage",
    title: "Stage",
    sort: "stage",
    size: 88,
    cell: (run) => (
      <code className="block truncate text-muted" title={run.stage}>
        {run.stage}
      </code>
    ),
  },
  {
    id: "model",
    title: "Model",
    size: 128,
    cell: (run) => {
      const model = modelOf(run);
      return <Quiet text={model?.text ?? null} title={model?.title} />;
    },
  },
  { id: "data", title: "Data", size: 112, cell: (run) => <Quiet text={dataOf(run)} /> },
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
  { id: "loss", title: "Loss", size: 100, cell: (run, { lines }) => <LossLine run={run} lines={lines} /> },
  {
    id: "tags",
    title: "Tags",
    size: 116,
    cell: (run) => (
      <span className="flex gap-1 overflow-hidden">
        {run.tags.map((tag) => (
          <Badge key={tag}>{tag}</Badge>
        ))}
      </span>
    ),
  },
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
];
