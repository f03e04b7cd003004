"use client";

import { type KeyboardEvent, useId, useRef, useState } from "react";
import { DiffedText } from "../evaluation/diffed-text";
import { Button } from "../ui/button";
import { Textarea } from "../ui/textarea";
import type { CaseDesk } from "./case-desk";
import { correctSentence } from "./correction";
import { useTypingRest } from "./use-typing-rest";

type CorrectionFieldProps = { desk: CaseDesk; index: number; original: string; start: string };

/** Writes one sentence anew, with what differs shown and kept as it is typed. */
export function CorrectionField({ desk, index, original, start }: CorrectionFieldProps) {
  const id = useId();
  const [words, setWords] = useState(start);
  const newest = useRef(words);
  const rest = useTypingRest(() => {
    const { note } = desk.review;
    desk.perform(({ state }) => {
      const corrected = correctSentence(note.text, note.sentences, state.log.changes, index, newest.current);
      return corrected === state.log.draft.corrected ? {} : { bodies: [{ kind: "correct", corrected }] };
    });
  });

  function change(next: string) {
    newest.current = next;
    setWords(next);
    rest.typed();
  }
  function close() {
    rest.end();
    desk.patch({ tool: "note" });
  }
  function press(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.key !== "Escape" && (event.key !== "Enter" || event.shiftKey)) return;
    event.preventDefault();
    close();
  }

  return (
    <div className="mx-2.5 my-3 rounded-md border border-line bg-raised p-3">
      <label htmlFor={id} className="mb-1 block text-sm text-muted">
        Sentence {index + 1} as it should read
      </label>
      <Textarea
        id={id}
        autoFocus
        dir="auto"
        rows={3}
        value={words}
        onChange={({ target }) => change(target.value)}
        onKeyDown={press}
        onBlur={rest.end}
        className="text-[length:var(--reading)]"
      />
      <div dir="auto" className="mt-2 text-[0.94em]">
        <DiffedText reference={original} text={words} />
      </div>
      <div className="mt-2 flex gap-2">
        <Button onClick={close} hint="↵">
          Done
        </Button>
        <Button onClick={() => change(original)} disabled={words === original}>
          As it was
        </Button>
      </div>
    </div>
  );
}
