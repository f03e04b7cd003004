import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import type { ReviewerKind } from "@/domain/campaigns/reviewers";
import { campaignAddress } from "../campaigns/campaign-address";
import { useProject } from "../layout/project-context";
import { classNames } from "../ui/class-names";
import { IntervalBar } from "../ui/number/interval-bar";
import { GuardList } from "./guard-list";
import { KindChoice } from "./kind-choice";
import { MoreLabelsText } from "./more-labels-text";
import { NextStep } from "./next-step";
import { RateLine } from "./rate-line";
import { RuleLine } from "./rule-line";
import { SequenceBar } from "./sequence-bar";
import type { ClosedResult, GateAnswer } from "./use-gate";
import { VERDICT_LOOKS } from "./verdict-looks";
import { VerdictMark } from "./verdict-mark";

type ClosedGateProps = { answer: GateAnswer; result: ClosedResult; onKind: (kind: ReviewerKind) => void };

/** The verdict with everything it rests on, and what it allows next. */
export function ClosedGate({ answer, result, onKind }: ClosedGateProps) {
  const { project } = useProject();
  const { campaign, rule, progress } = answer;
  const { rate, verdict, cautions } = result;
  const end = rate.state === "defined" ? Math.max(rate.interval?.high ?? rate.value, 2 * rule.rule.threshold) : 1;
  return (
    <>
      <div className={classNames("-m-4 mb-0 grid gap-1 rounded-t-lg p-4", VERDICT_LOOKS[verdict].soft)}>
        <div className="flex flex-wrap items-center gap-3">
          <h2 className="text-xl">
            <VerdictMark verdict={verdict} />
          </h2>
          <IntervalBar
            estimate={rate}
            scale="share"
            domain={[0, Math.min(1, end)]}
            mark={rule.rule.threshold}
            width={180}
          />
          <span className="ml-auto">
            <KindChoice readings={progress.readings} shown={result.kind} onChoose={onKind} />
          </span>
        </div>
        <RateLine result={result} stored={rule} campaign={campaign.id} />
        <MoreLabelsText more={result.more} />
      </div>
      {result.sequential ? <SequenceBar sequence={result.sequential} rule={rule.rule} /> : null}
      <RuleLine stored={rule} campaign={campaign.id} />
      <GuardList guards={result.guards} />
      {cautions.length > 0 ? (
        <ul aria-label="What must be known to read it" className="grid gap-1 text-sm">
          {cautions.map((caution) => (
            <li key={caution} className="flex gap-2">
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-undecided" />
              {caution}
            </li>
          ))}
        </ul>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <NextStep answer={answer} result={result} />
        <Link
          href={campaignAddress(project.slug, campaign.id, "result")}
          className="ml-auto text-sm text-accent hover:underline"
        >
          Rates by type, agreement, counts
        </Link>
      </div>
    </>
  );
}
