"use client";

import { useEffect, useRef, useState } from "react";
import { useKeys } from "../layout/keys";
import { Button } from "../ui/button";
import type { CaseDesk } from "./case-desk";
import { CommentField } from "./comment-field";
import { focusNote } from "./focus-note";
import type { PanelControl } from "./panel-state";
import { PlainNote } from "./plain-note";
import { PracticeFeedback } from "./practice-feedback";
import { PreferenceBar } from "./preference-bar";
import {
  type Choice,
  choiceOf,
  complete,
  decideChoice,
  keepChoice,
  type Side,
  strengthAt,
} from "./preference-commands";
import { SourcePart } from "./source-part";
import { SaidWords } from "./spoken-words";
import { useCaseKeys } from "./use-case-keys";
import { useCommonKeys } from "./use-common-keys";
import type { Decide } from "./use-decide";
import { useBothEndsSeen } from "./use-end-seen";
import { useWatched } from "./use-watched";
import type { Workspace } from "./workspace";

type SideBySideProps = {
  workspace: Workspace;
  desk: CaseDesk;
  decide: Decide;
  panels: PanelControl;
  onSize: (step: number) => void;
};

const PART = "min-h-0 overflow-auto px-4 py-3 text-[length:var(--reading)] leading-[1.6] border-line";

const once = (run: () => void) => (event: KeyboardEvent) => {
  if (!event.repeat) run();
};

/** Two notes of one source: which is better, how much, and why. */
export function SideBySide({ workspace, desk, decide, panels, onSize }: SideBySideProps) {
  const { review } = desk;
  const state = useWatched(desk);
  const frame = useRef<HTMLDivElement>(null);
  const given = choiceOf(state);
  const [pending, setPending] = useState<Choice>(given);
  // An undo, or another tab, may have said something else.
  const choice = given.side === null || pending.side === null ? pending : given;
  const seen = useBothEndsSeen(desk);
  const change = (next: Partial<Choice>) => {
    const whole = complete({ ...choice, ...next });
    setPending(whole);
    // What is compared with the settled choice is the first that stands, so in practice none does before she says so.
    if (!review.practice || state.log.draft.verdict !== null) desk.perform(keepChoice(whole));
  };
  const next = () => decide(decideChoice(choice));
  const side = (keys: string, label: string, value: Side) => ({
    keys,
    label,
    run: once(() => change({ side: value })),
  });
  useCommonKeys(desk);
  useCaseKeys({ workspace, desk, decide: next, panels, frame, onSize });
  useKeys("Choice", [
    side("a", "A is better", "first"),
    side("b", "B is better", "second"),
    side("t", "Equal", "tie"),
    ...["Slightly", "Clearly", "Much"].map((label, index) => ({
      keys: String(index + 1),
      label,
      run: once(() => change({ strength: strengthAt(index) })),
    })),
  ]);
  useEffect(() => {
    focusNote();
  }, []);
  return (
    <>
      <div
        ref={frame}
        className="relative grid min-h-0 flex-1 grid-rows-3 overflow-auto sides:grid-cols-[5fr_4fr_4fr] sides:grid-rows-[minmax(0,1fr)] sides:overflow-hidden"
      >
        <section data-column="source" aria-label="Source" className={PART}>
          <SourcePart desk={desk} />
        </section>
        <div
          data-column="note"
          className={`${PART} ${choice.side === "first" ? "bg-raised" : ""} border-t sides:border-s sides:border-t-0`}
        >
          <PlainNote name="A" note={review.note} end={seen.first} />
        </div>
        <div
          className={`${PART} ${choice.side === "second" ? "bg-raised" : ""} border-t sides:border-s sides:border-t-0`}
        >
          {review.otherNote ? <PlainNote name="B" note={review.otherNote} end={seen.second} /> : null}
        </div>
      </div>
      {review.practice && state.log.draft.verdict !== null ? (
        <div className="max-h-[40vh] shrink-0 overflow-auto border-t border-line px-4 pb-3">
          <PracticeFeedback workspace={workspace} desk={desk} onNext={() => workspace.forward()} />
        </div>
      ) : null}
      <PreferenceBar choice={choice} onChange={change} onNext={next} panels={panels} verdict={state.log.draft.verdict}>
        <CommentField label="Why" keyName="M" start={choice.why} onKeep={(why) => change({ why })} />
        <Button onClick={() => desk.undo()} disabled={state.log.past.length === 0} hint="Z">
          Undo
        </Button>
        <SaidWords workspace={workspace} />
      </PreferenceBar>
    </>
  );
}
