import { TriangleAlert } from "lucide-react";
import { ScrollRegion } from "../../ui/scroll-region";
import { ChoiceBar } from "./choice-bar";
import { PreferenceCounts, StrengthTable } from "./preference-counts";
import { PreferenceHeadline } from "./preference-headline";
import { PreferenceMeasures } from "./preference-measures";
import type { PairAnswer, PreferencesAnswer } from "./use-preferences";

/** Two arms: which is preferred, by how much, and all it rests on. */
export function PairPreference({ pair, left }: { pair: PairAnswer; left: PreferencesAnswer["left"] }) {
  return (
    <section
      aria-label={pair.arms.join(" and ")}
      className="grid gap-4 border-t border-line pt-3 first-of-type:border-t-0"
    >
      <PreferenceHeadline pair={pair} />
      <ChoiceBar arms={pair.arms} counts={pair.counts} />
      <PreferenceMeasures pair={pair} />
      {pair.cautions.length > 0 ? (
        <ul aria-label="What must be known to read it" className="grid gap-1 text-sm">
          {pair.cautions.map((caution) => (
            <li key={caution} className="flex gap-2">
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-undecided" />
              {caution}
            </li>
          ))}
        </ul>
      ) : null}
      <ScrollRegion aria-label="How much better" className="overflow-x-auto">
        <StrengthTable arms={pair.arms} strengths={pair.strengths} />
      </ScrollRegion>
      <PreferenceCounts counts={pair.counts} left={left} />
    </section>
  );
}
