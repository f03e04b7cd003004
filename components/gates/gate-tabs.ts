import { CAMPAIGN_RULES } from "@/domain/campaigns/campaign-rules";
import type { Campaign } from "../campaigns/use-campaign";
import { useMayDo } from "../layout/project-context";

/** Pages of what a round says, between the round and its protocol. */
export const GATE_TABS = [
  { path: "result", label: "Result" },
  { path: "disagreements", label: "Disagreements" },
  { path: "cases", label: "Cases" },
  { path: "rule", label: "Rule" },
  { path: "gate", label: "Signatures" },
  { path: "profiles", label: "Readers" },
] as const;

const AFTER_CLOSE: ReadonlySet<string> = new Set(["disagreements", "cases", "gate"]);
const IN_DRAFT: ReadonlySet<string> = new Set(["rule"]);
const OURS: ReadonlySet<string> = new Set(GATE_TABS.map(({ path }) => path));

/** Whether a page of the round has something to show now, to this role. */
export function useGateTabs(campaign: Campaign | undefined): (tab: { path: string }) => boolean {
  const maySign = useMayDo("gates.sign");
  return ({ path }) => {
    if (!campaign || !OURS.has(path)) return true;
    const closed = CAMPAIGN_RULES[campaign.state].readingsShown;
    if (campaign.protocol.mode === "side-by-side") return path === "result" && campaign.state !== "draft";
    if (campaign.state === "draft") return IN_DRAFT.has(path);
    if (path === "profiles") return maySign;
    return !AFTER_CLOSE.has(path) || closed;
  };
}
