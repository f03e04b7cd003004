import { classNames } from "../ui/class-names";
import type { Verdict } from "./verdict";

const INK: Record<Verdict["judgement"], string> = {
  better: "text-good",
  worse: "text-bad",
  undecided: "text-undecided",
  unjudged: "text-ink",
  alone: "text-ink",
};

export function VerdictLine({ verdict }: { verdict: Verdict }) {
  return (
    <p className="max-w-[92ch] text-lg">
      <b className={classNames("font-semibold", INK[verdict.judgement])}>{verdict.headline}</b> {verdict.evidence}
    </p>
  );
}
