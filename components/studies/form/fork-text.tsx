"use client";

import { useState } from "react";
import { parse, stringify, YAMLParseError } from "yaml";
import { Textarea } from "../../ui/textarea";

type ForkTextProps = {
  start: Readonly<Record<string, unknown>>;
  /** Null while the text cannot be read. */
  onChange: (changes: Record<string, unknown> | null) => void;
};

type Reading = { changes: Record<string, unknown> } | { problem: string };

function readChanges(text: string): Reading {
  if (text.trim() === "") return { changes: {} };
  try {
    const parsed: unknown = parse(text);
    if (parsed === null) return { changes: {} };
    if (typeof parsed === "object" && !Array.isArray(parsed)) return { changes: { ...parsed } };
    return { problem: "Write settings by name, such as training: {deltas: [0, 10]}." };
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    return { problem: error.message.split("\n")[0] ?? "" };
  }
}

/** The same changes as YAML; JSON is YAML too. */
export function ForkText({ start, onChange }: ForkTextProps) {
  const [text, setText] = useState(() => (Object.keys(start).length > 0 ? stringify(start) : ""));
  const reading = readChanges(text);
  return (
    <div className="border-t border-line py-5 text-sm">
      <label htmlFor="fork-text" className="mb-1 block">
        Settings that are otherwise, as YAML
      </label>
      <Textarea
        id="fork-text"
        value={text}
        rows={20}
        spellCheck={false}
        aria-invalid={"problem" in reading}
        aria-describedby="fork-text-about"
        placeholder={"training:\n  deltas: [0, 10]"}
        className="font-mono text-xs leading-relaxed"
        onChange={({ target }) => {
          setText(target.value);
          const next = readChanges(target.value);
          onChange("changes" in next ? next.changes : null);
        }}
      />
      <p
        id="fork-text-about"
        role="status"
        className={"problem" in reading ? "mt-1 text-xs text-bad" : "mt-1 text-xs text-muted"}
      >
        {"problem" in reading ? reading.problem : "A group that stands here replaces the whole group of the study."}
      </p>
    </div>
  );
}
