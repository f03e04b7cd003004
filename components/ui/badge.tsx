import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type Tone = "neutral" | "accent" | "good" | "bad" | "undecided";

const TONES: Record<Tone, string> = {
  neutral: "bg-sunken text-muted",
  accent: "bg-accent-soft text-accent",
  good: "bg-good-soft text-good",
  bad: "bg-bad-soft text-bad",
  undecided: "bg-undecided-soft text-undecided",
};

export function Badge({ tone = "neutral", children, title, className }: BadgeProps) {
  return (
    <span
      title={title}
      className={classNames(
        "inline-flex items-center gap-1 whitespace-nowrap rounded px-1.5 py-px text-xs",
        TONES[tone],
        className,
      )}
    >
      {children}
    </span>
  );
}

type BadgeProps = { tone?: Tone; children: ReactNode; title?: string; className?: string };
