import { campaignAddress } from "../campaigns/campaign-address";
import { pageAddress } from "../layout/pages";

export const gateAddress = (project: string, campaign: string, gate: string): string =>
  campaignAddress(project, campaign, `gate/${gate}`);

/** Below the review pages, because clinicians settle cases who may open nothing else. */
export const settleAddress = (project: string, campaign: string, at = ""): string =>
  `${pageAddress(project, `/review/${campaign}/settle`)}${at === "" ? "" : `/${at}`}`;

/** The cases behind a number. */
export function casesAddress(project: string, campaign: string, asked: Readonly<Record<string, string>>): string {
  return `${campaignAddress(project, campaign, "cases")}?${new URLSearchParams(asked)}`;
}
