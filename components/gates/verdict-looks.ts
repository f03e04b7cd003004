import { CircleCheck, CircleHelp, CircleX, type LucideIcon } from "lucide-react";
import type { ReviewerKind } from "@/domain/campaigns/reviewers";
import type { GateVerdict } from "@/domain/gates/gate-rule";

export const VERDICT_LOOKS: Record<GateVerdict, { icon: LucideIcon; ink: string; soft: string; word: string }> = {
  pass: { icon: CircleCheck, ink: "text-good", soft: "bg-good-soft", word: "Passes" },
  fail: { icon: CircleX, ink: "text-bad", soft: "bg-bad-soft", word: "Fails" },
  undecided: { icon: CircleHelp, ink: "text-undecided", soft: "bg-undecided-soft", word: "Undecided" },
};

export const KIND_WORDS: Record<ReviewerKind, { name: string; read: string }> = {
  person: { name: "People", read: "read by people" },
  simulated: { name: "Simulated readers", read: "read by simulated readers: no person read these notes" },
  imported: { name: "Readers of a file", read: "read by readers named in an imported file" },
};
