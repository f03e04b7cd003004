"use client";

import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Textarea } from "../ui/textarea";
import { focusNote } from "./focus-note";

const REST_MILLISECONDS = 400;

type CommentFieldProps = { label: string; start: string; onKeep: (words: string) => void; keyName: string };

/** Kept whenever the typing rests, and when it is left. */
export function CommentField({ label, start, onKeep, keyName }: CommentFieldProps) {
  const id = useId();
  const [words, setWords] = useState(start);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pending = useRef<string | null>(null);
  const send = useRef(onKeep);
  useEffect(() => {
    send.current = onKeep;
  }, [onKeep]);
  const keep = useRef(() => {
    clearTimeout(timer.current);
    if (pending.current !== null) send.current(pending.current);
    pending.current = null;
  });
  useEffect(() => {
    const leave = keep.current;
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      leave();
    };
  }, []);
  // An undo or another tab changed it; what is being typed here wins.
  useEffect(() => {
    if (pending.current === null) setWords(start);
  }, [start]);

  function change(next: string) {
    pending.current = next;
    setWords(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(keep.current, REST_MILLISECONDS);
  }
  function press(event: KeyboardEvent) {
    event.stopPropagation();
    if (event.key !== "Escape" && !(event.key === "Enter" && (event.metaKey || event.ctrlKey))) return;
    event.preventDefault();
    keep.current();
    focusNote();
  }

  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="flex items-center gap-2 text-sm text-muted">
        {label} <kbd className="font-mono text-[14px]">{keyName}</kbd>
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
        onBlur={() => keep.current()}
        className="max-w-[72ch]"
      />
    </div>
  );
}
