"use client";

import { useQuery } from "@tanstack/react-query";
import { CAMPAIGN_RULES } from "@/domain/campaigns/campaign-rules";
import { describeRule } from "@/domain/gates/rule-words";
import { useCampaign } from "../../campaigns/use-campaign";
import { useMayDo, useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { Card, CardHeader } from "../../ui/card";
import { ErrorState } from "../../ui/error-state";
import { SkeletonLines } from "../../ui/skeleton";
import { RuleStanding } from "../rule-line";
import { useGateResult } from "../use-gate";
import { RuleForm } from "./rule-form";

/** The rule as it stands, every version of it, and the form that makes the next one. */
export function RuleView({ campaign }: { campaign: string }) {
  const { project } = useProject();
  const trpc = useTRPC();
  const mayWrite = useMayDo("campaigns.write");
  const { data: round } = useCampaign(campaign);
  const rules = useQuery(trpc.gates.rules.queryOptions({ project: project.slug, campaign }));
  const now = useGateResult(campaign, null);
  const error = rules.error ?? now.error;
  if (error) return <ErrorState what="The rule" error={error} onRetry={() => void rules.refetch()} />;
  if (!rules.data || !now.data || !round) {
    return (
      <div className="p-4">
        <SkeletonLines lines={8} label="Loading the rule" />
      </div>
    );
  }
  const { items } = rules.data;
  const stored = now.data.rule;
  const begun = now.data.progress.readings.some(({ readings }) => readings > 0);
  return (
    <div className="grid gap-4 p-4 xl:grid-cols-[minmax(0,1fr)_420px]">
      {mayWrite ? (
        <Card>
          <CardHeader
            title={stored.version === 0 ? "Store a rule" : "Change the rule"}
            remark={
              begun ? "there are assessments: the change is marked, dated, and says why" : "before the first assessment"
            }
          />
          <RuleForm
            key={stored.version}
            campaign={round}
            stored={stored}
            begun={begun}
            seen={CAMPAIGN_RULES[round.state].readingsShown}
          />
        </Card>
      ) : (
        <Card className="text-sm">
          <CardHeader title="The rule" />
          <p>{describeRule(stored.rule)}</p>
        </Card>
      )}
      <Card className="text-sm">
        <CardHeader title="Versions" remark={items.length === 0 ? undefined : "the newest first"} />
        {items.length === 0 ? <p className="text-muted">None was stored yet. {describeRule(stored.rule)}</p> : null}
        <ol className="grid gap-3">
          {items.map((each) => (
            <li key={each.version}>
              <p className="flex flex-wrap items-center gap-2">
                <span className="font-medium">Version {each.version}</span>
                <RuleStanding stored={each} />
                <span className="text-muted">by {each.createdBy ?? "the round, when it opened"}</span>
              </p>
              <p className="text-muted">{describeRule(each.rule)}</p>
              {each.reason ? <p>Why: {each.reason}</p> : null}
            </li>
          ))}
        </ol>
      </Card>
    </div>
  );
}
