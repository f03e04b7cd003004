import type { Campaign } from "../campaigns/use-campaign";
import type { ClosedResult } from "./use-gate";

type Drawn = { frame: Pick<Campaign["frame"], "items" | "arms" | "source">; cases: Pick<Campaign["cases"], "sample"> };

const notesOf = ({ frame }: Drawn) => Math.max(1, frame.arms.length);

/** Sources of the frame that are not in the round; of texts that were sent along nothing is left. */
export function sourcesLeft(campaign: Drawn): number {
  if (campaign.frame.source.from === "texts") return 0;
  return Math.max(0, campaign.frame.items - Math.ceil(campaign.cases.sample / notesOf(campaign)));
}

/** So many sources bring the labels that decide at the nearer of the rates. */
export function sourcesToDraw(campaign: Drawn, more: ClosedResult["more"]): number {
  const counts = more.flatMap(({ more: count }) => (count === null ? [] : [count]));
  if (counts.length === 0) return 1;
  return Math.max(1, Math.ceil(Math.min(...counts) / notesOf(campaign)));
}
