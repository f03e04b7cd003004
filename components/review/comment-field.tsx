"use client";

import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Textarea } from "../ui/textarea";
import { focusNote } from "./focus-note";
import { useTypingRest } from "./use-typing-rest";

type CommentFieldProps = {
  label: string;
  start: string;
  onKeep: (words: string) => void;
  keyName: string;
  /** Shift and Enter do here what the bar says that they do. */
  onSave?: () => void;
};

/** Kept as it is typed, and when it is left. */
export function CommentField({ label, start, onKeep, keyName, onSave }: CommentFieldProps) {
  const id = useId();
  const [words, setWords] = useState(start);
  const pending = useRef<string | null>(null);
  const rest = useTypingRest(() => {
    if (pending.current !== null) onKeep(pending.current);
    pending.current = null;
  });
  // An undo or another tab changed it; what is being typed here wins.
  useEffect(() => {
    if (pending.current === null) setWords(start);
  }, [start]);

  function change(next: string) {
    pending.current = next;
    setWords(next);
    rest.typed();
  }
  function press(event: KeyboardEvent) {
    event.stopPropagation();
    const saves = onSave !== undefined && event.shiftKey;
    const leaves = event.key === "Enter" && (event.metaKey || event.ctrlKey || saves);
    if (event.nativeEvent.isComposing || (event.key !== "Escape" && !leaves)) return;
    event.preventDefault();
    rest.end();
    focusNote();
    if (event.key === "Enter" && saves) onSave();
  }

  return (
    <div className="group grid gap-1">
      <label htmlFor={id} className="flex items-center gap-2 text-sm text-muted">
        {label} <kbd className="font-mono text-[14px]">{keyName}</kbd>
        <span className="invisible ms-4 group-focus-within:visible">
          <kbd className="font-mono text-[14px]">Esc</kbd> back to the note
        </span>
      </label>
      <Textarea
        id={id}
        data-comment
        dir="auto"
        rows={words.includes("\n") ? 4 : 1}
        maxLength={20_000}
        value={words}
        onChange={({ target }) => change(target.value)}
        onKeyDown={press}
        onBlur={rest.end}
        className="max-w-[72ch]"
      />
    </div>
  );
}
