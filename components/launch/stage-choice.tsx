"use client";

import { RadioGroup } from "radix-ui";
import type { StageSchema } from "@/domain/runs/stage-schema";

type StageChoiceProps = { stages: readonly StageSchema[]; value: string; onChange: (stage: string) => void };

export function StageChoice({ stages, value, onChange }: StageChoiceProps) {
  return (
    <RadioGroup.Root
      value={value}
      onValueChange={onChange}
      aria-label="Stage"
      className="mb-4 grid gap-2 sm:grid-cols-2"
    >
      {stages.map((schema) => (
        <RadioGroup.Item
          key={schema.stage}
          value={schema.stage}
          className="rounded-lg border border-line p-2.5 text-left hover:border-line-strong data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft"
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
