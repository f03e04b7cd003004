import { CircleCheck, CircleHelp, TriangleAlert } from "lucide-react";
import { sayPreference } from "@/domain/preferences/say-preference";
import { ScrollRegion } from "../../ui/scroll-region";
import { ChoiceBar } from "./choice-bar";
import { PreferenceCounts, StrengthTable } from "./preference-counts";
import { PreferenceMeasures } from "./preference-measures";
import type { PairAnswer, PreferencesAnswer } from "./use-preferences";

/** Two arms: which is preferred, by how much, and all it rests on. */
export function PairPreference({ pair, left }: { pair: PairAnswer; left: PreferencesAnswer["left"] }) {
  const [one = "", other = ""] = pair.arms;
  const { preferred, sentence } = sayPreference({ ...pair, arms: [one, other] });
  const [Icon, ink] = preferred === null ? [CircleHelp, "text-undecided"] : [CircleCheck, "text-ink"];
  return (
    <section
      aria-label={`${one} and ${other}`}
      className="grid gap-4 border-t border-line pt-3 first-of-type:border-t-0"
    >
      <h3 className="flex items-center gap-1.5 text-lg font-semibold">
        <Icon aria-hidden className={`size-4 shrink-0 ${ink}`} />
        <span className="min-w-0 break-words">{sentence}</span>
      </h3>
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
