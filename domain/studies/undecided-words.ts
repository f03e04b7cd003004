import { formatCount, formatCounted } from "../format/number";
import { formatPercent } from "../format/percent";
import type { GateResult } from "../gates/gate-result";

const NO_MORE =
  "No notes are left to read. Sign a decision with its reason, or import more notes and fork the study from “Notes”.";

function howMany({ more, whyNoMore }: Pick<GateResult, "more" | "whyNoMore">): string {
  const [first] = more.filter((each) => each.more !== null);
  if (!first || first.more === null) return whyNoMore ?? "";
  const unit = first.more === 1 ? first.unit : `${first.unit}s`;
  return `If the rate is ${formatPercent(first.rate)}, about ${formatCount(first.more)} more ${unit} decide it.`;
}

/** What is undecided, how many more labels would decide it, and what to do, with the notes that are left. */
export function whyStillUndecided(result: Pick<GateResult, "decision" | "more" | "whyNoMore">, left: number): string {
  const next =
    left > 0
      ? `${formatCounted(left, "source")} of the round ${left === 1 ? "is" : "are"} left: draw more and close it again.`
      : NO_MORE;
  return [`Undecided: ${result.decision.because}`, howMany(result), next].filter(Boolean).join(" ");
}
