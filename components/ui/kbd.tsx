import type { ReactNode } from "react";
import { classNames } from "./class-names";

export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={classNames(
        "inline-block min-w-4 rounded border border-b-2 border-line bg-raised px-1 py-px text-center font-mono text-[11px] leading-none text-muted",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
