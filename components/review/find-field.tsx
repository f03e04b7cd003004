"use client";

import type { KeyboardEvent } from "react";
import { formatCount } from "@/domain/format/number";
import { Input } from "../ui/input";
import { focusNote } from "./focus-note";

type FindFieldProps = {
  words: string;
  hit: number;
  count: number;
  onWords: (words: string) => void;
  onHit: (hit: number) => void;
};

/** Enter goes to the next place, with shift to the one before, Escape back to the note. */
export function FindField({ words, hit, count, onWords, onHit }: FindFieldProps) {
  function press(event: KeyboardEvent) {
    if (event.key === "Escape") {
      onWords("");
      focusNote();
    }
    if (event.key !== "Enter" || count === 0) return;
    event.preventDefault();
    onHit((hit + (event.shiftKey ? -1 : 1) + count) % count);
  }
  return (
    <span className="ml-auto flex items-center gap-2">
      <span role="status" className="text-xs text-muted">
        {words.trim() === "" ? "" : count === 0 ? "nowhere" : `${formatCount(hit + 1)} of ${formatCount(count)}`}
      </span>
      <Input
        data-find
        type="search"
        aria-label="Find in the source"
        placeholder="find in source  /"
        value={words}
        onChange={({ target }) => onWords(target.value)}
        onKeyDown={press}
        className="w-44"
      />
    </span>
  );
}
