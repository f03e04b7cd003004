import type { Protocol } from "@/domain/campaigns/protocol";
import { formatPercent } from "@/domain/format/percent";
import { Card, CardHeader } from "../../ui/card";
import { MODE_WORDS } from "../state-words";

const yes = (value: boolean) => (value ? "yes" : "no");

/** The protocol as it stands. */
export function ProtocolFacts({ protocol }: { protocol: Protocol }) {
  const rows: [string, string][] = [
    ["What readers do", MODE_WORDS[protocol.mode].about],
    ["The rate counts", `${protocol.unit}s`],
    ["Clinical inference accepted", yes(protocol.inferenceAllowed)],
    ["True but not in the source is an error", yes(protocol.trueButAbsentIsError)],
    ["A mark must have", protocol.required.join(", ") || "nothing"],
    ["Omissions are marked", yes(protocol.omissions)],
    ["The note can be corrected", yes(protocol.corrections)],
    ["Hints are shown", yes(protocol.hints)],
    [
      "Practice",
      protocol.practice
        ? `${protocol.practice.cases} cases, ${formatPercent(protocol.practice.passMark)} to get right`
        : "none",
    ],
  ];
  return (
    <div className="grid gap-4 p-4 text-sm lg:grid-cols-2">
      <Card>
        <CardHeader title="Rules" />
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
          {rows.map(([name, value]) => (
            <div key={name} className="contents">
              <dt className="text-muted">{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <Card>
        <CardHeader title="Types and severity" remark={protocol.taxonomy.id} />
        <dl className="grid gap-1.5">
          {[...protocol.taxonomy.types, ...protocol.severities].map(({ id, label, description }) => (
            <div key={id}>
              <dt className="inline font-medium">{label}. </dt>
              <dd className="inline text-muted">{description}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <Card className="lg:col-span-2">
        <CardHeader title="Instructions" />
        <p className="max-w-prose whitespace-pre-wrap">{protocol.instructions || "None were written."}</p>
        {protocol.examples.map((example) => (
          <div key={`${example.kind} ${example.source} ${example.note}`} className="mt-3 border-l-2 border-line pl-3">
            <p className="font-medium">{example.kind === "positive" ? "An error" : "No error"}</p>
            <p>
              <span className="text-muted">Source: </span>
              {example.source}
            </p>
            <p>
              <span className="text-muted">Note: </span>
              {example.note}
            </p>
            <p className="text-muted">{example.why}</p>
          </div>
        ))}
      </Card>
    </div>
  );
}
