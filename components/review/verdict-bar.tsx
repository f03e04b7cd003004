"use client";

import { MISSING_WORDS, missingFields } from "@/domain/assessments/missing-fields";
import { formatCounted } from "@/domain/format/number";
import { Button } from "../ui/button";
import { BarFrame } from "./bar-frame";
import type { CaseDesk } from "./case-desk";
import { keepFocus } from "./keep-focus";
import { omissionsOf } from "./mark-places";
import { MarkTools, PlainTools } from "./mark-tools";
import type { PanelControl } from "./panel-state";
import { SaidWords } from "./spoken-words";
import { Stands } from "./stands";
import { TypeButtons } from "./type-buttons";
import type { Decide } from "./use-decide";
import { useWatched } from "./use-watched";
import { saveMarks, sayClean, sayWrong } from "./verdict-commands";
import type { Workspace } from "./workspace";

type VerdictBarProps = { workspace: Workspace; desk: CaseDesk; decide: Decide; panels: PanelControl };

/** What can be done, each with its key, printed at reading size. */
export function VerdictBar({ workspace, desk, decide, panels }: VerdictBarProps) {
  const { protocol } = desk;
  const { log, endSeen } = useWatched(desk);
  const { marks, verdict } = log.draft;
  const plain = protocol.mode === "yes-no";
  // As where another tab said one of the two.
  const [lacking] = missingFields(log.draft, protocol);
  const onlyMissing = marks.length > 0 && omissionsOf(marks).length === marks.length;
  return (
    <BarFrame>
      {plain ? null : <TypeButtons desk={desk} />}
      <div className="ml-auto flex flex-wrap items-center justify-end gap-2">
        <Stands verdict={verdict} lacks={lacking ? MISSING_WORDS[lacking.field] : undefined} />
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
            title={onlyMissing ? "No hallucination; what is missing is counted apart." : undefined}
          >
            Save {onlyMissing ? `${marks.length} missing` : formatCounted(marks.length, "mark")}, next
          </Button>
        )}
      </div>
      <div className="flex w-full flex-wrap items-center gap-x-4">
        {plain ? <PlainTools desk={desk} /> : <MarkTools desk={desk} panels={panels} />}
        <SaidWords workspace={workspace} />
      </div>
    </BarFrame>
  );
}
