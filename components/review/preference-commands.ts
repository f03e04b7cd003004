import { STRENGTHS, type Verdict } from "@/domain/assessments/mark";
import type { Command, Desk, DeskState } from "./desk-state";
import { type Decided, giveVerdict } from "./verdict-commands";

export type Side = Extract<Verdict, "first" | "second" | "tie">;
type Strength = (typeof STRENGTHS)[number];

/** What was chosen so far. It counts, and is sent, from the moment on at which it says everything that is asked. */
export type Choice = { side: Side | null; strength: Strength | null; why: string };

const isSide = (verdict: Verdict | null): verdict is Side =>
  verdict === "first" || verdict === "second" || verdict === "tie";

export function choiceOf({ log }: DeskState): Choice {
  const { verdict, strength, reason } = log.draft;
  return isSide(verdict) ? { side: verdict, strength, why: reason ?? "" } : { side: null, strength: null, why: "" };
}

export function whatChoiceLacks({ side, strength }: Choice): string | null {
  if (side === null) return "Which note is better? A, B, or T for equal.";
  if (side !== "tie" && strength === null) return "How much better? 1 slightly, 2 clearly, 3 much.";
  return null;
}

/** Equal notes differ by no strength. */
export const complete = (choice: Choice): Choice => (choice.side === "tie" ? { ...choice, strength: null } : choice);

/** Kept as soon as it is whole, and again whenever it is changed. */
export const keepChoice =
  (choice: Choice): Command =>
  (desk) => {
    const { bodies } = decideChoice(choice)(desk);
    return bodies ? { bodies } : {};
  };

export const decideChoice =
  (choice: Choice) =>
  (desk: Desk): Decided => {
    const lacks = whatChoiceLacks(choice);
    if (lacks || choice.side === null) return { say: lacks ?? undefined };
    if (!desk.state.endSeen)
      return { say: "The ends of the notes have not been on the screen yet. Scroll down to them." };
    const { strength, why } = complete(choice);
    return giveVerdict(desk, { verdict: choice.side, strength, reason: why.trim() || null });
  };

export const strengthAt = (index: number): Strength | null => STRENGTHS[index] ?? null;
