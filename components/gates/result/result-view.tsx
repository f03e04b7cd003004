"use client";

import { CAMPAIGN_RULES } from "@/domain/campaigns/campaign-rules";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { SkeletonLines } from "../../ui/skeleton";
import { GateCard } from "../gate-card";
import { PreferencesCard } from "../preferences-card";
import { type ClosedResult, type GateAnswer, useGateResult } from "../use-gate";
import { useReaderKind } from "../use-reader-kind";
import { AgreementCard } from "./agreement-card";
import { CountsCard } from "./counts-card";
import { measureRows, rateDomain, rateRows } from "./rate-rows";
import { RatesCard } from "./rates-card";
import { TimeCard } from "./time-card";

/** Everything that a closed round says, below its gate. */
export function ResultView({ campaign }: { campaign: string }) {
  const [kind] = useReaderKind();
  const query = useGateResult(campaign, kind);
  if (query.error && !query.data) {
    return <ErrorState what="The result" error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!query.data) {
    return (
      <div className="p-4">
        <SkeletonLines lines={12} label="Computing the result" />
      </div>
    );
  }
  const { result, rule, why } = query.data;
  const { mode, state } = query.data.campaign;
  const choices = mode === "side-by-side";
  if (choices && CAMPAIGN_RULES[state].readingsShown) {
    return (
      <div className="grid gap-4 p-4">
        <PreferencesCard campaign={campaign} />
      </div>
    );
  }
  return (
    <div className="grid gap-4 p-4">
      <GateCard campaign={campaign} />
      {result ? (
        <Results result={result} rule={rule} campaign={campaign} />
      ) : choices ? null : (
        <EmptyState title="Rates and agreement come with the close">{why ? <p>{why}</p> : null}</EmptyState>
      )}
    </div>
  );
}

type ResultsProps = { result: ClosedResult; rule: GateAnswer["rule"]; campaign: string };

function Results({ result, rule: { rule }, campaign }: ResultsProps) {
  const { byType, bySeverity, bySection, byArm } = rateRows(result, rule);
  const parts = { campaign, domain: rateDomain([byType, bySeverity, bySection, byArm], rule.threshold) };
  const unit = `of ${rule.unit}s`;
  const { correction } = result;
  return (
    <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_400px]">
      <div className="grid min-w-0 content-start gap-4">
        <RatesCard title="Rate by type" remark={unit} head="Type" rows={byType} {...parts} />
        <RatesCard title="Rate by severity" remark={unit} head="Severity" rows={bySeverity} {...parts} />
        <RatesCard
          title="Rate by section"
          remark={unit}
          head="Section"
          rows={bySection}
          mark={rule.threshold}
          {...parts}
        />
        <RatesCard title="Rate by arm" remark={unit} head="Arm" rows={byArm} mark={rule.threshold} {...parts} />
      </div>
      <div className="grid min-w-0 content-start gap-4">
        <CountsCard result={result} campaign={campaign} />
        <TimeCard campaign={campaign} />
        <RatesCard
          title="Beside the rate"
          head="Measure"
          rows={measureRows(result, rule)}
          campaign={campaign}
          scale="number"
        />
        {correction ? (
          <RatesCard
            title="Corrected for readers"
            head="From planted controls"
            campaign={campaign}
            rows={[
              { id: "seen", label: "As seen", rate: correction.observed, behind: null },
              { id: "corrected", label: "Corrected", rate: correction.rate, behind: null },
              { id: "sensitivity", label: "Errors found", rate: correction.sensitivity, behind: null },
              { id: "specificity", label: "Clean notes cleared", rate: correction.specificity, behind: null },
            ]}
          />
        ) : null}
      </div>
      <div className="min-w-0 xl:col-span-2">
        <AgreementCard agreement={result.agreement} campaign={campaign} />
      </div>
    </div>
  );
}
