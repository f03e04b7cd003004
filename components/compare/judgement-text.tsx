import type { Comparison } from "./use-comparison";

type Judgement = Comparison["verdict"]["judgement"];

const WORDS: Record<Judgement, { word: string; ink: string }> = {
  better: { word: "better", ink: "text-good" },
  worse: { word: "worse", ink: "text-bad" },
  undecided: { word: "undecided", ink: "text-undecided" },
  unjudged: { word: "no verdict", ink: "text-muted" },
  refused: { word: "not compared", ink: "text-undecided" },
};

/** The verdict in a word; its sentence on hover. */
export function JudgementText({ verdict }: { verdict: Comparison["verdict"] }) {
  const { word, ink } = WORDS[verdict.judgement];
  return (
    <span className={`whitespace-nowrap text-xs ${ink}`} title={`${verdict.headline} ${verdict.evidence}`}>
      {word}
    </span>
  );
}
