import Link from "next/link";
import { formatExact } from "@/domain/format/number";
import { runColour } from "../charts/series-style";
import { Sparkline } from "../charts/sparkline";
import { pageAddress } from "../layout/pages";
import { Badge } from "../ui/badge";
import { classNames } from "../ui/class-names";
import { Absent } from "../ui/number/absent";
import { ExactValue } from "../ui/number/exact-value";
import { NumberText } from "../ui/number/number-text";
import { describeRun } from "./run-line";
import type { RunRow } from "./run-row-type";

const TONES = { muted: "text-muted", bad: "text-bad", undecided: "text-undecided" } as const;

export function NameCell({ run, project }: { run: RunRow; project: string }) {
  const line = describeRun(run);
  return (
    <div className="min-w-0">
      <Link
        href={pageAddress(project, `/runs/${run.id}`)}
        prefetch={false}
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

export function Quiet({ text, title }: { text: string | null; title?: string }) {
  if (text === null) return <Absent kind="none" />;
  return (
    <span title={title ?? text} className="block truncate text-muted">
      {text}
    </span>
  );
}

export function StageText({ stage }: { stage: string }) {
  return (
    <code className="block truncate text-muted" title={stage}>
      {stage}
    </code>
  );
}

export function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <span className="flex gap-1 overflow-hidden">
      {tags.map((tag) => (
        <Badge key={tag}>{tag}</Badge>
      ))}
    </span>
  );
}

export function LossLine({ run, lines }: { run: RunRow; lines: ReadonlyMap<string, readonly (number | null)[]> }) {
  const values = lines.get(run.id);
  return values ? <Sparkline values={values} color={runColour(run.id)} label={`Training loss of ${run.name}`} /> : null;
}

type CellTextProps = {
  value: number | string | null | undefined;
  absent: string;
  /** As it was given, every digit: settings are not measured. */
  exact?: boolean;
};

/** A value of a config or a metric: a number, a text, or what is missing. */
export function CellText({ value, absent, exact }: CellTextProps) {
  if (typeof value === "string") return <Quiet text={value} />;
  if (value === null || value === undefined) return <Absent kind="none" reason={absent} />;
  if (!exact) return <NumberText value={value} absent="undefined" />;
  return <ExactValue exact={formatExact(value)}>{formatExact(value)}</ExactValue>;
}
