"use client";

import { ChevronLeft, ChevronRight, Printer } from "lucide-react";
import { formatCounted } from "@/domain/format/number";
import { useKeys } from "../layout/keys";
import type { useUrlParams } from "../run/use-url-params";
import { Button } from "../ui/button";
import { Select } from "../ui/select";
import type { Margins } from "./margin-words";

const SPLITS = ["train", "validation"] as const;
const SPLIT_WORDS = { train: "training pairs", validation: "validation pairs" };

export const splitNamed = (name: string | null) => SPLITS.find((one) => one === name);

type StepChoiceProps = { margins: Margins; onSet: ReturnType<typeof useUrlParams>["set"] };

/** Which pairs at which two steps; brackets go from step to step. */
export function StepChoice({ margins, onSet }: StepChoiceProps) {
  const { steps, split, beforeStep, afterStep } = margins;
  const own = steps.filter((each) => each.split === split);
  const splits = SPLITS.filter((one) => steps.some((each) => each.split === one));
  const stepOptions = own.map(({ step, pairs }) => ({
    value: String(step),
    label: `step ${step}`,
    remark: formatCounted(pairs, "pair"),
  }));
  const at = own.findIndex(({ step }) => step === afterStep);
  const moved = (by: number) => own[at + by] ?? null;
  const move = (by: number) => {
    const next = moved(by);
    if (next) onSet({ after: String(next.step) });
  };
  useKeys("Margins", [
    { keys: "[", label: "Step before", run: () => move(-1) },
    { keys: "]", label: "Next step", run: () => move(1) },
  ]);
  return (
    <div className="flex flex-wrap items-center gap-3 text-sm print:hidden">
      <Select
        label="Which pairs"
        className="w-48"
        value={split ?? undefined}
        onChange={(value) => onSet({ split: value, before: null, after: null })}
        options={splits.map((one) => ({ value: one, label: SPLIT_WORDS[one] }))}
      />
      <span className="flex items-center gap-2">
        <span className="text-muted">from</span>
        <Select
          label="Before: step"
          className="w-32"
          value={String(beforeStep)}
          onChange={(value) => onSet({ before: value })}
          options={stepOptions}
        />
        <span className="text-muted">to</span>
        <Button
          size="icon"
          aria-label="Step before"
          title="Step before ([)"
          disabled={!moved(-1)}
          onClick={() => move(-1)}
        >
          <ChevronLeft aria-hidden className="size-4" />
        </Button>
        <Select
          label="After: step"
          className="w-32"
          value={String(afterStep)}
          onChange={(value) => onSet({ after: value })}
          options={stepOptions}
        />
        <Button size="icon" aria-label="Next step" title="Next step (])" disabled={!moved(1)} onClick={() => move(1)}>
          <ChevronRight aria-hidden className="size-4" />
        </Button>
      </span>
      <span className="min-w-0 flex-1 text-xs text-muted">
        A margin m says by how many nats the model has moved towards the chosen text, against its reference.
      </span>
      <Button onClick={() => window.print()}>
        <Printer aria-hidden className="size-3.5" /> Print
      </Button>
    </div>
  );
}
