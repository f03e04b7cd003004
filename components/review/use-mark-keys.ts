"use client";

import type { KeyBinding } from "../layout/key-bindings";
import { useKeys } from "../layout/keys";
import type { CaseDesk } from "./case-desk";
import { extendBySentence, extendByWord, moveBy, moveStartByWord, moveTurn, nextMark } from "./cursor-commands";
import type { Command } from "./desk-state";
import { giveType, markHere, nextSeverity, noEvidence, removeMark } from "./mark-commands";
import type { PanelControl } from "./panel-state";
import { chooseTurn, closeSource, endTyping, openEvidence, openOmission, typeDigit } from "./source-commands";
import { useCommonKeys } from "./use-common-keys";

/** What a key does that is held down: it moves on, and nothing else. */
const once = (run: () => void) => (event: KeyboardEvent) => {
  if (!event.repeat) run();
};

/** The keys that move about the case and mark it. */
export function useMarkKeys(desk: CaseDesk, panels: PanelControl): void {
  const { taxonomy, omissions, corrections, mode } = desk.protocol;
  const choosing = () => ["evidence", "omission"].includes(desk.read().tool);
  const run = (command: Command) => void desk.perform(command);
  const key = (keys: string, label: string, command: Command): KeyBinding => ({
    keys,
    label,
    run: once(() => run(command)),
  });
  const move = (keys: string, label: string, direction: 1 | -1): KeyBinding => ({
    keys,
    label,
    run: () => run(choosing() ? moveTurn(direction) : moveBy(direction)),
  });
  const digits = Array.from({ length: 10 }, (_, digit) => ({
    keys: String(digit),
    label: taxonomy.types[digit - 1]?.label ?? "Number of a turn",
    run: once(() => run(choosing() ? typeDigit(digit) : digit === 0 ? () => ({}) : giveType(digit - 1))),
  }));
  useKeys("Moving", [
    move("j", "Next sentence", 1),
    move("k", "Previous sentence", -1),
    move("ArrowDown", "Next sentence", 1),
    move("ArrowUp", "Previous sentence", -1),
    key(".", "Next mark", nextMark(1)),
    key(",", "Previous mark", nextMark(-1)),
  ]);
  useKeys(
    "Marking",
    mode !== "marks"
      ? []
      : [
          key("Space", "Mark the sentence or the selection", (at) =>
            choosing() ? (desk.read().typed ? endTyping(at) : chooseTurn()(at)) : markHere(at),
          ),
          ...digits.slice(1, taxonomy.types.length + 1),
          key("s", "Severity, from the mildest", nextSeverity(1)),
          key("S", "Severity, from the worst", nextSeverity(-1)),
          key("e", "Link the source", openEvidence),
          key("n", "Not in the source", (at) => (desk.read().tool === "evidence" ? noEvidence(at) : {})),
          ...(omissions
            ? [key("+", "Missing from the note", openOmission), key("o", "Missing from the note", openOmission)]
            : []),
          ...(corrections ? [key("c", "Correct the sentence", () => ({ state: { tool: "correct" } }))] : []),
          { keys: "M", label: "Comment on the mark", run: once(() => panels.open("mark-comment")) },
          key("Backspace", "Remove the mark", removeMark()),
          key("Delete", "Remove the mark", removeMark()),
          { keys: "shift+ArrowRight", label: "Select by word", run: () => run(extendByWord("right")) },
          { keys: "shift+ArrowLeft", label: "Select by word, back", run: () => run(extendByWord("left")) },
          { keys: "shift+ArrowDown", label: "Select by sentence", run: () => run(extendBySentence(1)) },
          { keys: "shift+ArrowUp", label: "Select by sentence, back", run: () => run(extendBySentence(-1)) },
          { keys: "ArrowRight", label: "Select the next word", run: () => run(moveStartByWord("right")) },
          { keys: "ArrowLeft", label: "Select the word before", run: () => run(moveStartByWord("left")) },
          key("Escape", "Back to the note, nothing selected", (at) =>
            choosing() ? closeSource(at) : { state: { range: null, anchor: null, sourceRange: null } },
          ),
        ],
  );
  useKeys("Turns of the source", choosing() ? digits : []);
  useCommonKeys(desk);
}
