import Link from "next/link";
import { formatCounted } from "@/domain/format/number";
import { describeRule } from "@/domain/gates/rule-words";
import { campaignAddress } from "../campaigns/campaign-address";
import { useProject } from "../layout/project-context";
import { Badge } from "../ui/badge";
import { RelativeTime } from "../ui/number/relative-time";
import type { StoredRule } from "./use-gate";

/** The rule in words, and whether it stood before the first assessment. */
export function RuleLine({ stored, campaign }: { stored: StoredRule; campaign: string }) {
  const { project } = useProject();
  return (
    <div className="text-sm">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Link
          href={campaignAddress(project.slug, campaign, "rule")}
          className="font-medium text-accent hover:underline"
        >
          {stored.version === 0 ? "No rule is stored" : `Rule, version ${stored.version}`}
        </Link>
        <RuleStanding stored={stored} />
      </p>
      <p className="max-w-[92ch] text-muted">{describeRule(stored.rule)}</p>
      {stored.assessmentsBefore > 0 && stored.reason ? (
        <p className="max-w-[92ch]">Why it changed: {stored.reason}</p>
      ) : null}
    </div>
  );
}

/** Planned, or chosen when there was something to know already: with its date. */
export function RuleStanding({ stored }: { stored: StoredRule }) {
  const { version, assessmentsBefore, createdAt } = stored;
  if (version === 0) return <Badge tone="undecided">what stands where nobody stored one; it cannot be signed</Badge>;
  if (assessmentsBefore === 0) {
    return (
      <Badge>
        planned: stored before the first assessment, <RelativeTime time={createdAt} />
      </Badge>
    );
  }
  return (
    <Badge tone="undecided">
      changed later: after {formatCounted(assessmentsBefore, "assessment")}, <RelativeTime time={createdAt} />
    </Badge>
  );
}
