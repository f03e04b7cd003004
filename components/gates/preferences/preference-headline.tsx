import { CircleCheck, CircleHelp } from "lucide-react";
import { sayPreference } from "@/domain/preferences/say-preference";
import type { PairAnswer } from "./use-preferences";

/** Which of two arms readers prefer, as a sentence. */
export function PreferenceHeadline({ pair }: { pair: PairAnswer }) {
  const [one = "", other = ""] = pair.arms;
  const { preferred, sentence } = sayPreference({ ...pair, arms: [one, other] });
  const [Icon, ink] = preferred === null ? [CircleHelp, "text-undecided"] : [CircleCheck, "text-ink"];
  return (
    <h3 className="flex items-center gap-1.5 text-lg font-semibold">
      <Icon aria-hidden className={`size-4 shrink-0 ${ink}`} />
      <span className="min-w-0 break-words">{sentence}</span>
    </h3>
  );
}
