import { Check, CirclePause, CirclePlay, type LucideIcon, PencilLine } from "lucide-react";
import type { CampaignState } from "@/domain/campaigns/campaign-rules";
import type { ReviewMode } from "@/domain/campaigns/protocol";

export const STATE_LOOKS: Record<CampaignState, { icon: LucideIcon; ink: string; word: string }> = {
  draft: { icon: PencilLine, ink: "text-muted", word: "draft" },
  open: { icon: CirclePlay, ink: "text-accent", word: "open" },
  paused: { icon: CirclePause, ink: "text-undecided", word: "paused" },
  closed: { icon: Check, ink: "text-good", word: "closed" },
};

export const MODE_WORDS: Record<ReviewMode, { title: string; about: string }> = {
  marks: { title: "Marks", about: "Readers mark errors and omissions in the text, with type, severity and evidence." },
  "yes-no": {
    title: "Yes or no",
    about: "Readers say of each note whether it holds an error, with a type if it does.",
  },
  "side-by-side": { title: "Side by side", about: "Readers choose between two arms’ notes of one source." },
};
