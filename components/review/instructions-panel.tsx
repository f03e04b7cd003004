"use client";

import { X } from "lucide-react";
import { Button } from "../ui/button";
import { ScrollRegion } from "../ui/scroll-region";
import { useTrainingTime } from "./use-training-time";
import type { Workspace } from "./workspace";

type InstructionsPanelProps = { workspace: Workspace; onClose: () => void };

/** What counts as an error in this round, and what does not, with examples of both. */
export function InstructionsPanel({ workspace, onClose }: InstructionsPanelProps) {
  const { instructions, examples, taxonomy, severities, inferenceAllowed, trueButAbsentIsError, mode } =
    workspace.round.protocol;
  useTrainingTime(workspace);
  return (
    <ScrollRegion
      aria-label="Instructions"
      className="relative max-h-[55dvh] shrink-0 overflow-auto border-b border-line bg-raised px-5 py-3 text-base"
    >
      <Button variant="ghost" size="icon" aria-label="Fold the instructions" onClick={onClose} className="float-right">
        <X aria-hidden className="size-4" />
      </Button>
      <div className="grid max-w-[1100px] gap-x-10 gap-y-4 md:grid-cols-2">
        <div className="grid content-start gap-2">
          <h2 className="font-semibold">What to do</h2>
          {instructions ? <p className="max-w-[72ch] whitespace-pre-wrap">{instructions}</p> : null}
          <p>
            {inferenceAllowed
              ? "What a clinician would infer from the source is no error."
              : "What is only inferred, and not said in the source, is an error."}
          </p>
          <p>
            {trueButAbsentIsError
              ? "What is true, but not in the source, is an error."
              : "What is true, but not in the source, is no error."}
          </p>
        </div>
        {mode === "marks" ? (
          <div className="grid content-start gap-2">
            <h2 className="font-semibold">Types and severity</h2>
            <dl className="grid gap-1">
              {[...taxonomy.types, ...severities].map(({ id, label, description }) => (
                <div key={id}>
                  <dt className="inline font-medium">{label}. </dt>
                  <dd className="inline text-muted">{description}</dd>
                </div>
              ))}
            </dl>
          </div>
        ) : null}
        {examples.map((example) => (
          <figure key={example.kind + example.note} className="rounded-md border border-line bg-surface p-3">
            <figcaption className={`mb-1 font-medium ${example.kind === "positive" ? "text-bad" : "text-good"}`}>
              {example.kind === "positive" ? "✕ An error" : "✓ No error"}
            </figcaption>
            <p dir="auto">
              <span className="text-muted">Source: </span>
              {example.source}
            </p>
            <p dir="auto">
              <span className="text-muted">Note: </span>
              {example.note}
            </p>
            <p className="mt-1 text-muted">{example.why}</p>
          </figure>
        ))}
      </div>
    </ScrollRegion>
  );
}
