import type { Holds } from "@/domain/datasets/dataset-types";
import { approvalState, type Statement } from "@/domain/datasets/statement";
import { Badge, type Tone } from "../ui/badge";

export const HOLDS_WORDS: Record<Holds, { word: string; tone: Tone; title: string }> = {
  synthetic: { word: "synthetic", tone: "neutral", title: "Invented; nobody's record." },
  deidentified: { word: "de-identified", tone: "undecided", title: "Of patients, with what names them taken out." },
  identifiable: { word: "identifiable", tone: "bad", title: "Of patients who can be recognised." },
  unstated: { word: "unstated", tone: "undecided", title: "Nobody has said what this holds." },
};

/** What a version holds, and whether the approval for it has ended. */
export function HoldsBadge({ holds, approval, approvedUntil }: Statement) {
  const { word, tone, title } = HOLDS_WORDS[holds];
  const ended = approvalState({ approval, approvedUntil }, new Date().toISOString().slice(0, 10)) === "ended";
  return (
    <span className="inline-flex gap-1">
      <Badge tone={tone} title={title}>
        {word}
      </Badge>
      {ended ? (
        <Badge tone="bad" title={`The approval ended on ${approvedUntil}.`}>
          approval ended
        </Badge>
      ) : null}
    </span>
  );
}
