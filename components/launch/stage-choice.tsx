"use client";

import { RadioGroup } from "radix-ui";
import type { StageSchema } from "@/domain/runs/stage-schema";

type StageChoiceProps = { stages: readonly StageSchema[]; value: string; onChange: (stage: string) => void };

/** In the order of the loop; what is not named here comes after, by name. */
const LOOP = ["import-model", "sft", "generate", "evaluate"];

function inOrder(stages: readonly StageSchema[]): StageSchema[] {
  const rank = (stage: string) => (LOOP.includes(stage) ? LOOP.indexOf(stage) : LOOP.length);
  return [...stages].sort((a, b) => rank(a.stage) - rank(b.stage) || a.stage.localeCompare(b.stage));
}

export function StageChoice({ stages, value, onChange }: StageChoiceProps) {
  return (
    <RadioGroup.Root
      value={value}
      onValueChange={onChange}
      aria-label="Stage"
      className="mb-4 grid gap-2 sm:grid-cols-2 xl:grid-cols-3"
    >
      {inOrder(stages).map((schema) => (
        <RadioGroup.Item
          key={schema.stage}
          value={schema.stage}
          className="flex flex-col rounded-lg border border-line p-2.5 text-left hover:border-line-strong data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft"
        >
          <span className="flex items-baseline justify-between gap-2 text-sm font-semibold">
            {schema.title}
            <code className="font-normal text-muted">{schema.stage}</code>
          </span>
          <span className="mt-0.5 block text-xs text-muted">{schema.description}</span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
