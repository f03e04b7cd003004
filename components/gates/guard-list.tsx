import { CircleCheck, CircleHelp, CircleX } from "lucide-react";
import type { ClosedResult } from "./use-gate";

const LOOKS = {
  holds: { icon: CircleCheck, ink: "text-good", word: "Holds" },
  broken: { icon: CircleX, ink: "text-bad", word: "Broken" },
  unknown: { icon: CircleHelp, ink: "text-undecided", word: "Not known" },
} as const;

type Told = Pick<ClosedResult["guards"][number], "name" | "state" | "sentence">;

/** What a good rate must not be bought with. */
export function GuardList({ guards }: { guards: readonly Told[] }) {
  if (guards.length === 0) return <p className="text-sm text-muted">The rule has no guards.</p>;
  return (
    <ul aria-label="Guards" className="grid gap-1 text-sm">
      {guards.map(({ name, state, sentence }) => {
        const { icon: Icon, ink, word } = LOOKS[state];
        return (
          <li key={name} className="flex gap-2">
            <span className={`inline-flex shrink-0 items-center gap-1.5 ${ink}`}>
              <Icon aria-hidden className="size-4" /> {word}
            </span>
            <span>{sentence}</span>
          </li>
        );
      })}
    </ul>
  );
}
