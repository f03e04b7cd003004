import { RelativeTime } from "../ui/number/relative-time";
import { ScrollRegion } from "../ui/scroll-region";
import { Cell, HeadCell, Row, Table } from "../ui/table";
import type { AuditEntry } from "./use-audit";

const BY = {
  session: "in a browser",
  token: "by a token",
  terminal: "at the server's terminal",
  schedule: "by schedule",
} as const;

const isKnown = (by: string): by is keyof typeof BY => Object.hasOwn(BY, by);

/** `memberRole` and `gate_rule` as words. */
const inWords = (name: string) =>
  name
    .replaceAll(/[._]/g, " ")
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();

function speakFact(value: unknown): string {
  if (value === null || value === undefined || value === "") return "none";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Newest first. */
export function AuditTable({ items }: { items: readonly AuditEntry[] }) {
  return (
    <ScrollRegion aria-label="Audit entries" className="overflow-x-auto">
      <Table>
        <thead>
          <tr>
            <HeadCell numeric className="pl-4">
              No.
            </HeadCell>
            <HeadCell>When</HeadCell>
            <HeadCell>Who</HeadCell>
            <HeadCell>What</HeadCell>
            <HeadCell>Facts</HeadCell>
            <HeadCell className="pr-4">Digest</HeadCell>
          </tr>
        </thead>
        <tbody>
          {items.map((entry) => (
            <Row key={entry.sequence}>
              <Cell numeric className="pl-4 align-top">
                {entry.sequence}
              </Cell>
              <Cell className="whitespace-nowrap align-top text-muted">
                <RelativeTime time={entry.at} />
              </Cell>
              <Cell className="align-top">
                {entry.actor}
                <span className="block text-muted text-xs">{isKnown(entry.by) ? BY[entry.by] : entry.by}</span>
              </Cell>
              <Cell className="align-top">
                {inWords(entry.action)}
                <span className="block text-muted text-xs">
                  {inWords(entry.subject)} <code>{entry.subjectId}</code>
                </span>
              </Cell>
              <Cell className="align-top">
                <dl className="flex max-w-xl flex-wrap gap-x-3">
                  {Object.entries(entry.facts).map(([name, value]) => (
                    <div key={name} className="flex gap-1">
                      <dt className="text-muted">{inWords(name)}</dt>
                      <dd className="break-all">{speakFact(value)}</dd>
                    </div>
                  ))}
                </dl>
              </Cell>
              <Cell className="pr-4 align-top">
                <code title={entry.digest}>{entry.digest.slice(0, 12)}</code>
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </ScrollRegion>
  );
}
