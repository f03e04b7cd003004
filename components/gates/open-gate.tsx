import { Hourglass } from "lucide-react";
import type { ReviewerKind } from "@/domain/campaigns/reviewers";
import { ProgressMeter } from "../campaigns/progress-meter";
import { KindChoice } from "./kind-choice";
import { RuleLine } from "./rule-line";
import { SequenceBar } from "./sequence-bar";
import type { GateAnswer } from "./use-gate";
import { VerdictMark } from "./verdict-mark";

type OpenGateProps = { answer: GateAnswer; kind: ReviewerKind | null; onKind: (kind: ReviewerKind) => void };

/** Before the close: how far it is, the sequential test where the rule has one, and why there is no more. */
export function OpenGate({ answer: { campaign, progress, rule, running, why }, kind, onKind }: OpenGateProps) {
  const shown = kind ?? progress.readings[0]?.kind ?? "person";
  return (
    <>
      <div className="flex flex-wrap items-center gap-3">
        {running ? (
          <h2 className="text-lg">
            <VerdictMark verdict={running.verdict} />
          </h2>
        ) : (
          <h2 className="flex items-center gap-1.5 text-lg font-semibold text-muted">
            <Hourglass aria-hidden className="size-4" /> Not decided yet
          </h2>
        )}
        <span className="inline-flex items-center gap-2 text-sm">
          <ProgressMeter done={progress.complete} total={progress.cases} /> cases read as planned
        </span>
        <span className="ml-auto">
          <KindChoice readings={running ? progress.readings : []} shown={shown} onChoose={onKind} />
        </span>
      </div>
      {running ? (
        <>
          <p className="text-sm">{running.because}</p>
          <SequenceBar sequence={running.sequential} rule={rule.rule} />
        </>
      ) : null}
      {why ? <p className="max-w-[92ch] text-sm text-muted">{why}</p> : null}
      <RuleLine stored={rule} campaign={campaign.id} />
    </>
  );
}
