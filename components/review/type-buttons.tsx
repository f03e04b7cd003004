"use client";

import { Button } from "../ui/button";
import { Kbd } from "../ui/kbd";
import type { CaseDesk } from "./case-desk";
import { keepFocus } from "./keep-focus";
import { giveSeverity, giveType, newMark } from "./mark-commands";
import { markTone } from "./mark-words";
import { useWatched } from "./use-watched";

/** The types of error and how grave, each by number, by key or by click; what the mark has is pressed. */
export function TypeButtons({ desk }: { desk: CaseDesk }) {
  const { taxonomy, severities } = desk.protocol;
  const state = useWatched(desk);
  const mark = state.log.draft.marks.find(({ id }) => id === state.mark);
  // The digits are numbers of turns then.
  const taken = state.tool === "evidence" || state.tool === "omission" ? "invisible" : undefined;
  const tone = (type: string) =>
    markTone(newMark({ ...desk, state, newId: () => "" }, "error", { start: 0, end: 1 }, type), desk.protocol);
  return (
    <>
      <fieldset aria-label="Type of error" className="flex flex-wrap gap-2">
        {taxonomy.types.map((type, index) => (
          <Button
            key={type.id}
            title={type.description}
            aria-pressed={mark?.type === type.id}
            onMouseDown={keepFocus}
            onClick={() => desk.perform(giveType(index))}
            style={{ borderInlineStartColor: tone(type.id), borderInlineStartWidth: 6 }}
            className="aria-pressed:border-ink aria-pressed:font-medium"
          >
            <span aria-hidden={taken !== undefined} className={taken}>
              <Kbd>{index + 1}</Kbd>
            </span>{" "}
            {type.label}
          </Button>
        ))}
      </fieldset>
      <fieldset aria-label="Severity" disabled={!mark} className="flex flex-wrap items-center gap-2">
        <Kbd>S</Kbd>
        {severities.map((severity) => (
          <Button
            key={severity.id}
            title={severity.description}
            disabled={!mark}
            aria-pressed={mark?.severity === severity.id}
            onMouseDown={keepFocus}
            onClick={() => desk.perform(giveSeverity(severity.id))}
            className="aria-pressed:border-ink aria-pressed:bg-accent-soft aria-pressed:font-medium"
          >
            {severity.label}
          </Button>
        ))}
      </fieldset>
    </>
  );
}
