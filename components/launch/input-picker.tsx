"use client";

import { Command } from "cmdk";
import { Check, ChevronsUpDown } from "lucide-react";
import { useState } from "react";
import type { StageInput } from "@/domain/runs/stage-schema";
import { classNames } from "../ui/class-names";
import { FIELD_STYLE } from "../ui/field-style";
import { Popover } from "../ui/popover";
import { idOfTarget, type RunTarget } from "./launch-draft";
import { useInputOptions } from "./use-input-options";

type InputPickerProps = {
  input: StageInput;
  target: RunTarget | undefined;
  problem: string | undefined;
  onChange: (target: RunTarget | undefined) => void;
};

export function InputPicker({ input, target, problem, onChange }: InputPickerProps) {
  const [open, setOpen] = useState(false);
  const { options, pending } = useInputOptions(input);
  const chosen = options.find((option) => option.id === idOfTarget(target));
  const id = `input-${input.name}`;
  const choose = (next: RunTarget | undefined) => {
    onChange(next);
    setOpen(false);
  };
  return (
    <div className="py-2">
      <label htmlFor={id} className="text-sm">
        {input.title}
        {input.required ? null : <span className="text-muted"> (optional)</span>}
      </label>
      {input.description ? <p className="mb-1 text-xs text-muted">{input.description}</p> : null}
      <Popover
        label={`Choose: ${input.title}`}
        align="start"
        open={open}
        onOpenChange={setOpen}
        className="w-[var(--radix-popper-anchor-width)] min-w-80 p-0"
        trigger={(trigger) => (
          <button
            {...trigger}
            id={id}
            type="button"
            aria-invalid={problem !== undefined}
            className={classNames(FIELD_STYLE, "flex h-8 items-center gap-2 text-left")}
          >
            <span className={classNames("min-w-0 flex-1 truncate", chosen ? "font-semibold" : "text-muted")}>
              {chosen?.label ??
                (target ? (pending ? "…" : `as before (${idOfTarget(target)})`) : `Choose a ${input.kind}`)}
            </span>
            {chosen ? <span className="text-xs text-muted">{chosen.remark}</span> : null}
            <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted" />
          </button>
        )}
      >
        <Command label={input.title}>
          <Command.Input
            placeholder="Search by name"
            className="w-full border-b border-line bg-surface px-3 py-2 text-sm outline-none placeholder:text-muted"
          />
          <Command.List className="max-h-72 overflow-auto p-1">
            <Command.Empty className="px-2 py-4 text-center text-sm text-muted">
              {pending ? "Looking…" : `There is no ${input.kind} that this stage takes.`}
            </Command.Empty>
            {options.map((option) => (
              <Command.Item
                key={option.id}
                value={`${option.label} ${option.id}`}
                onSelect={() => choose(option.target)}
                className="flex items-center gap-2 rounded px-2 py-1.5 text-sm data-[selected=true]:bg-accent-soft"
              >
                <Check aria-hidden className={classNames("size-3.5", option === chosen ? "" : "invisible")} />
                <span className="min-w-0 flex-1 truncate">{option.label}</span>
                <span className="text-xs text-muted">{option.remark}</span>
              </Command.Item>
            ))}
            {target && !input.required ? (
              <Command.Item
                value="none"
                onSelect={() => choose(undefined)}
                className="rounded px-2 py-1.5 text-sm text-muted data-[selected=true]:bg-accent-soft"
              >
                None
              </Command.Item>
            ) : null}
          </Command.List>
        </Command>
      </Popover>
      {problem ? (
        <p role="alert" className="mt-1 text-xs text-bad">
          {problem}
        </p>
      ) : null}
    </div>
  );
}
