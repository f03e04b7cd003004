import { classNames } from "../ui/class-names";
import type { Report } from "./use-comparison";

const INK: Record<Report["verdict"]["judgement"], string> = {
  better: "text-good",
  worse: "text-bad",
  undecided: "text-undecided",
  unjudged: "text-ink",
  refused: "text-undecided",
};

/** The first thing that the page says. */
export function VerdictHeading({ verdict, fresh }: { verdict: Report["verdict"]; fresh: boolean }) {
  return (
    <header className={classNames("min-w-72 max-w-[92ch] flex-1", !fresh && "opacity-60")} aria-busy={!fresh}>
      <h1 className={classNames("text-lg", INK[verdict.judgement])}>{verdict.headline}</h1>
      <p className="text-lg">{verdict.evidence}</p>
    </header>
  );
}
