import type { Verdict } from "@/domain/assessments/mark";

const WORDS: Record<Verdict, string> = {
  clean: "no hallucination",
  marked: "hallucination",
  "cannot-judge": "cannot be judged",
  first: "A is better",
  second: "B is better",
  tie: "equal",
};

/** What the reader said of this case before; it can be said otherwise as long as the round is open. */
export function Stands({ verdict, lacks }: { verdict: Verdict | null; lacks?: string | undefined }) {
  if (verdict === null) return null;
  if (lacks === undefined) return <span className="text-sm text-muted">Your verdict: {WORDS[verdict]}</span>;
  return (
    <span role="status" className="text-sm text-undecided">
      Your verdict ({WORDS[verdict]}) does not count yet. {lacks}
    </span>
  );
}
