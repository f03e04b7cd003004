import type { Estimate } from "../estimate";
import { formatPercent } from "../format/percent";
import { sentenceOfDefinition, wordsOfInterval } from "./definition-sentences";
import type { ReportContent } from "./report-content";

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function writeIntervals(estimates: readonly Estimate[]): string[] {
  const methods = new Map<string, { level: number; definitions: Set<string> }>();
  for (const { interval, definition } of estimates) {
    if (!interval) continue;
    const key = `${interval.method} ${interval.level}`;
    const known = methods.get(key) ?? { level: interval.level, definitions: new Set<string>() };
    known.definitions.add(definition);
    methods.set(key, known);
  }
  return [...methods].map(([key, { level, definitions }]) => {
    const method = key.slice(0, key.lastIndexOf(" "));
    return `${capital(wordsOfInterval(method))} at ${formatPercent(level)}, for ${[...definitions].join(", ")}.`;
  });
}

export type MethodFacts = {
  /** How it was done, from the settings. */
  design: readonly string[];
  estimates: readonly Estimate[];
  tests: readonly string[];
};

/** The methods section: what was done, what each number means by its definition id, and how sure it is. */
export function writeMethods({ design, estimates, tests }: MethodFacts): ReportContent["methods"] {
  const definitions = [...new Set(estimates.map(({ definition }) => definition))];
  const missing = estimates.some(({ state, interval }) => state === "defined" && !interval);
  return [
    { title: "Design", sentences: [...design] },
    { title: "Measures", sentences: definitions.map(sentenceOfDefinition) },
    {
      title: "Intervals and tests",
      sentences: [
        ...writeIntervals(estimates),
        ...tests,
        ...(missing ? ["A number without an interval is shown as such, and nothing is claimed by it."] : []),
        "What cannot be computed is left undefined with its reason and never counts as zero.",
      ],
    },
  ].filter(({ sentences }) => sentences.length > 0);
}
