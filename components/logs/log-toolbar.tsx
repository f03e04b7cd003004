"use client";

import { ArrowDownToLine, CircleAlert, Copy } from "lucide-react";
import { useRef } from "react";
import { formatCount } from "@/domain/format/number";
import { useKeys } from "../layout/keys";
import { Button } from "../ui/button";
import { Input } from "../ui/input";
import { Select } from "../ui/select";

/** `total` is null until the server has told it. */
type LineCounts = { matching: number | null; total: number | null; searching: boolean };

function countWords({ matching, total, searching }: LineCounts) {
  if (total === null) return "counting lines…";
  if (searching) return `searching ${formatCount(total)} lines…`;
  return matching === null ? `${formatCount(total)} lines` : `${formatCount(matching)} of ${formatCount(total)} lines`;
}

type LogToolbarProps = {
  typed: string;
  onType: (text: string) => void;
  level: string;
  onLevel: (level: string) => void;
  counts: LineCounts;
  firstError: number | null;
  onFirstError: () => void;
  follow: boolean;
  onFollow: () => void;
  onCopy: () => void;
};

export function LogToolbar(props: LogToolbarProps) {
  const { typed, onType, level, onLevel, counts, firstError, onFirstError, follow, onFollow, onCopy } = props;
  const search = useRef<HTMLInputElement>(null);
  useKeys("Logs", [
    { keys: "/", label: "Find in the logs", run: () => search.current?.focus() },
    { keys: "f", label: "Follow the end", run: onFollow },
    { keys: "e", label: "Go to the first error", run: onFirstError },
  ]);
  return (
    <div className="flex flex-wrap items-center gap-2 px-4 py-2">
      <Input
        ref={search}
        type="search"
        aria-label="Find in the logs"
        placeholder="Find in the logs  /"
        value={typed}
        onChange={(event) => onType(event.target.value)}
        className="max-w-72"
      />
      <div className="w-44">
        <Select
          label="Level"
          value={level}
          onChange={onLevel}
          options={[
            { value: "all", label: "all levels" },
            { value: "info", label: "info and worse" },
            { value: "warning", label: "warnings and errors" },
            { value: "error", label: "errors" },
          ]}
        />
      </div>
      <span className="text-xs text-muted" aria-live="polite">
        {countWords(counts)}
      </span>
      <span className="ml-auto flex gap-2">
        {firstError === null ? null : (
          <Button size="sm" hint="E" onClick={onFirstError}>
            <CircleAlert aria-hidden className="size-3.5 text-bad" /> First error, line {formatCount(firstError)}
          </Button>
        )}
        <Button size="sm" onClick={onCopy} title="Copies the lines that are loaded around here">
          <Copy aria-hidden className="size-3.5" /> Copy lines
        </Button>
        <Button size="sm" hint="F" aria-pressed={follow} variant={follow ? "primary" : "secondary"} onClick={onFollow}>
          <ArrowDownToLine aria-hidden className="size-3.5" /> {follow ? "Following" : "Follow"}
        </Button>
      </span>
    </div>
  );
}
