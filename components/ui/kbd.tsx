import type { ReactNode } from "react";
import { classNames } from "./class-names";

type KbdProps = {
  children: ReactNode;
  /** `inherit`: on a coloured button. */
  tone?: "muted" | "inherit";
  className?: string;
};

export function Kbd({ children, tone = "muted", className }: KbdProps) {
  return (
    <kbd
      className={classNames(
        "inline-block min-w-4 rounded border border-b-2 px-1 py-px text-center font-mono text-[11px] leading-none",
        tone === "muted" ? "border-line bg-raised text-muted" : "border-current opacity-80",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
