"use client";

import type { ReactNode } from "react";
import { formatCounted } from "@/domain/format/number";
import { Button } from "../ui/button";
import type { CaseDesk } from "./case-desk";
import { keepFocus } from "./keep-focus";
import { MarkTools } from "./mark-tools";
import type { PanelControl } from "./panel-state";
import { TypeButtons } from "./type-buttons";
import type { Decide } from "./use-decide";
import { useWatched } from "./use-watched";
import { saveMarks, sayClean, sayWrong } from "./verdict-commands";

type VerdictBarProps = { desk: CaseDesk; decide: Decide; panels: PanelControl };

/** What can be done, each with its key, printed at reading size. */
export function VerdictBar({ desk, decide, panels }: VerdictBarProps) {
  const { protocol } = desk;
  const { log, endSeen } = useWatched(desk);
  const { marks, verdict } = log.draft;
  const plain = protocol.mode === "yes-no";
  const stands = verdict === null ? null : <Stands verdict={verdict} count={marks.length} />;
  return (
    <BarFrame>
      {plain ? null : (
        <>
          <TypeButtons desk={desk} />
          <MarkTools desk={desk} panels={panels} />
        </>
      )}
      <div className="ml-auto flex flex-wrap items-center justify-end gap-2">
        {stands}
        <Button onClick={() => panels.open("cannot-judge")} hint="X">
          Cannot judge…
        </Button>
        {plain ? (
          <Button onClick={() => decide(sayWrong)} onMouseDown={keepFocus} hint="Y">
            Hallucination
          </Button>
        ) : null}
        <Button
          variant={marks.length === 0 ? "primary" : "secondary"}
          disabled={marks.length > 0 || !endSeen}
          title={endSeen ? undefined : "The end of the note has not been on the screen yet."}
          onClick={() => decide(sayClean)}
          onMouseDown={keepFocus}
          hint={plain ? "N ↵" : "↵"}
        >
          No hallucination
        </Button>
        {plain ? null : (
          <Button
            variant={marks.length > 0 ? "primary" : "secondary"}
            disabled={marks.length === 0}
            onClick={() => decide(saveMarks)}
            onMouseDown={keepFocus}
            hint="⇧↵"
          >
            Save {formatCounted(marks.length, "mark")}, next
          </Button>
        )}
      </div>
    </BarFrame>
  );
}

export function BarFrame({ children }: { children: ReactNode }) {
  return (
    <section
      aria-label="Verdict"
      className="flex max-h-[45dvh] shrink-0 flex-wrap items-center gap-x-4 gap-y-2 overflow-auto border-t border-line bg-raised px-4 py-2.5 [&_kbd]:px-1.5 [&_kbd]:text-[length:var(--reading)]"
    >
      {children}
    </section>
  );
}

const WORDS: Record<string, string> = {
  clean: "no hallucination",
  marked: "saved as marked",
  "cannot-judge": "cannot be judged",
  first: "A is better",
  second: "B is better",
  tie: "equal",
};

function Stands({ verdict }: { verdict: string; count: number }) {
  return <span className="text-sm text-muted">Your verdict: {WORDS[verdict]}</span>;
}
