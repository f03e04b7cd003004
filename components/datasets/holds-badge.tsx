import type { Holds } from "@/domain/datasets/dataset-types";
import { Badge, type Tone } from "../ui/badge";

const LOOKS: Record<Holds, { word: string; tone: Tone; title: string }> = {
  synthetic: { word: "synthetic", tone: "neutral", title: "Invented; nobody's record." },
  deidentified: { word: "de-identified", tone: "undecided", title: "Of patients, with what names them taken out." },
  identifiable: { word: "identifiable", tone: "bad", title: "Of patients who can be recognised." },
  unstated: { word: "unstated", tone: "undecided", title: "Nobody has said what this holds." },
};

export function HoldsBadge({ holds }: { holds: Holds }) {
  const { word, tone, title } = LOOKS[holds];
  return (
    <Badge tone={tone} title={title}>
      {word}
    </Badge>
  );
}
