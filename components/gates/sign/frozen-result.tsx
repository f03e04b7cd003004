import type { z } from "zod";
import type { gateResultAnswer } from "@/domain/gates/gate-result-answer";
import type { GateRule } from "@/domain/gates/gate-rule";
import { describeRule } from "@/domain/gates/rule-words";
import { Card, CardHeader } from "../../ui/card";
import { EstimateText } from "../../ui/number/estimate-text";
import { GuardList } from "../guard-list";
import { KIND_WORDS } from "../verdict-looks";

type FrozenResultProps = { result: z.infer<typeof gateResultAnswer>; rule: GateRule; version: number };

/** The numbers of then; nothing here is computed anew. */
export function FrozenResult({ result, rule, version }: FrozenResultProps) {
  const { rate, agreement, majorRate, omissionsPerNote, kind, cautions } = result;
  const rows = [
    { label: "Rate", estimate: rate, scale: "share" as const },
    { label: "Notes with a major error", estimate: majorRate, scale: "share" as const },
    { label: "Omissions a note", estimate: omissionsPerNote, scale: "number" as const },
    { label: "Raw agreement", estimate: agreement.overall.raw, scale: "share" as const },
    { label: "κ", estimate: agreement.overall.kappa, scale: "number" as const },
    { label: "Krippendorff’s α", estimate: agreement.overall.alpha, scale: "number" as const },
    { label: "Gwet’s AC1", estimate: agreement.overall.ac1, scale: "number" as const },
  ];
  return (
    <Card className="grid gap-3 text-sm">
      <CardHeader title="As it was signed" remark={KIND_WORDS[kind].read} />
      <dl className="grid max-w-xl grid-cols-[1fr_auto] gap-x-4 gap-y-1">
        {rows.map(({ label, estimate, scale }) => (
          <div key={label} className="contents">
            <dt>{label}</dt>
            <dd className="text-right">
              <EstimateText estimate={estimate} scale={scale} />
            </dd>
          </div>
        ))}
      </dl>
      <p>
        Rule, version {version}: <span className="text-muted">{describeRule(rule)}</span>
      </p>
      <GuardList guards={result.guards} />
      {cautions.length > 0 ? (
        <ul aria-label="What had to be known to read it" className="list-disc pl-5">
          {cautions.map((caution) => (
            <li key={caution}>{caution}</li>
          ))}
        </ul>
      ) : null}
    </Card>
  );
}
