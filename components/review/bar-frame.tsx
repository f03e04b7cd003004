import type { ReactNode } from "react";

/** What can be done at the foot of a case; keys are printed at reading size. */
export function BarFrame({ children }: { children: ReactNode }) {
  return (
    <section
      aria-label="Verdict"
      className="flex max-h-[45dvh] shrink-0 flex-wrap items-center gap-x-4 gap-y-1.5 overflow-auto border-t border-line bg-raised px-4 pt-2.5 pb-1.5 [@media(max-height:560px)]:max-h-24 [@media(max-height:560px)]:py-1 [&_kbd]:px-1.5 [&_kbd]:text-[length:var(--reading)]"
    >
      {children}
    </section>
  );
}
