import type { FileReading } from "@/domain/datasets/file-preview";
import { around, type Surroundings } from "@/domain/datasets/hit-in-text";
import type { Finding, VersionFacts } from "@/domain/datasets/version-facts";
import { formatCount, formatCounted } from "@/domain/format/number";
import { Badge } from "../ui/badge";
import { Card, CardHeader } from "../ui/card";

type FindingsCardProps = {
  findings: VersionFacts["findings"];
  /** The first rows with their texts, where they are at hand: their hits are shown in place. */
  shown?: FileReading["shown"];
  rows: number;
  onOpen?: (position: number) => void;
};

/** What looks like names, numbers, dates and addresses, rule by rule. */
export function FindingsCard({ findings, shown, rows, onOpen }: FindingsCardProps) {
  const found = findings.rules.filter((rule) => rule.rows > 0);
  const quiet = findings.rules.filter((rule) => rule.rows === 0);
  const looked =
    findings.examined < rows
      ? `${formatCount(findings.examined)} of ${formatCounted(rows, "row")} looked at, spread evenly`
      : `${formatCounted(rows, "row")} looked at`;
  return (
    <Card>
      <CardHeader title="What looks like names, numbers, dates and addresses" remark={looked} />
      {found.length === 0 ? (
        <p className="text-sm text-muted">No rule found anything. That is no proof that nothing is there.</p>
      ) : (
        <ul className="grid gap-3 text-sm">
          {found.map((rule) => (
            <FoundRule key={rule.rule} rule={rule} shown={shown} onOpen={onOpen} examined={findings.examined} />
          ))}
        </ul>
      )}
      {quiet.length > 0 ? (
        <details className="mt-3 text-xs text-muted">
          <summary>{formatCounted(quiet.length, "rule")} without a hit</summary>
          <ul className="mt-1.5 grid gap-1">
            {quiet.map((rule) => (
              <li key={rule.rule}>
                <span className="text-ink">{rule.title}:</span> {rule.looksFor}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Card>
  );
}

type FoundRuleProps = Pick<FindingsCardProps, "shown" | "onOpen"> & { rule: Finding; examined: number };

function FoundRule({ rule, shown, onOpen, examined }: FoundRuleProps) {
  return (
    <li>
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-medium">{rule.title}</span>
        <Badge tone="undecided">
          {formatCount(rule.rows)} of {formatCounted(examined, "row")}
        </Badge>
        <span className="text-xs text-muted">{rule.looksFor}</span>
      </div>
      <ul className="mt-1 flex flex-wrap gap-x-3 gap-y-1 text-xs">
        {(shown ? rule.hits : firstOfEachRow(rule.hits)).map((hit) => {
          const key = `${hit.position} ${hit.field} ${hit.start}`;
          const text = shown?.[hit.position]?.[hit.field];
          const found = text ? around(text, hit) : null;
          const where = `row ${formatCount(hit.position + 1)}`;
          if (found) return <Hit key={key} where={where} {...found} />;
          if (!onOpen) return null;
          return (
            <li key={key}>
              <button type="button" className="text-accent hover:underline" onClick={() => onOpen(hit.position)}>
                {where}
              </button>
            </li>
          );
        })}
      </ul>
    </li>
  );
}

function firstOfEachRow(hits: Finding["hits"]): Finding["hits"] {
  return hits.filter((hit, at) => hits.findIndex(({ position }) => position === hit.position) === at);
}

type HitProps = { where: string } & Surroundings;

function Hit({ where, before, hit, after }: HitProps) {
  return (
    <li className="whitespace-nowrap text-muted">
      {where}: {before}
      <mark className="rounded-sm bg-(--evidence) px-0.5 text-ink">{hit}</mark>
      {after}
    </li>
  );
}
