"use client";

import type { FilterProblem } from "@/domain/runs/filter/filter-tokens";
import { Button } from "../ui/button";

type FilterProblemNoteProps = {
  id: string;
  source: string;
  sentence: string;
  problem: FilterProblem | null;
  onReplace: (from: number, to: number, text: string) => void;
};

/** The filter once more with the place marked, what is wrong there, and what could stand there instead. */
export function FilterProblemNote({ id, source, sentence, problem, onReplace }: FilterProblemNoteProps) {
  return (
    <div className="mb-1 rounded-md border border-line bg-surface px-2.5 py-2 text-xs shadow-float">
      {problem ? (
        <code aria-hidden className="mb-1 block overflow-hidden whitespace-pre text-muted">
          {source.slice(0, problem.at)}
          <mark className="rounded-xs bg-bad-soft text-bad underline decoration-wavy underline-offset-2">
            {source.slice(problem.at, problem.end) || " "}
          </mark>
          {source.slice(problem.end)}
        </code>
      ) : null}
      <p id={id} role="status" className="text-bad">
        {problem ? <span className="sr-only">At character {problem.at + 1}: </span> : null}
        {sentence}
      </p>
      {problem && problem.suggestions.length > 0 ? (
        <div className="mt-1.5 flex flex-wrap gap-1">
          {problem.suggestions.map((suggestion) => (
            <Button
              key={suggestion}
              size="sm"
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onReplace(problem.at, problem.end, suggestion)}
            >
              <code>{suggestion}</code>
            </Button>
          ))}
        </div>
      ) : null}
    </div>
  );
}
