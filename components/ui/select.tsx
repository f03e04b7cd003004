"use client";

import { Check, ChevronDown } from "lucide-react";
import { Select as Base } from "radix-ui";
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { FIELD_STYLE } from "./field-style";

export type SelectOption = { value: string; label: ReactNode; remark?: ReactNode };

type SelectProps = {
  value: string | undefined;
  onChange: (value: string) => void;
  options: readonly SelectOption[];
  placeholder?: string;
  id?: string;
  label?: string;
  disabled?: boolean;
  invalid?: boolean;
  className?: string;
};

export function Select({
  value,
  onChange,
  options,
  placeholder,
  id,
  label,
  disabled,
  invalid,
  className,
}: SelectProps) {
  return (
    <Base.Root value={value ?? ""} onValueChange={onChange} disabled={disabled}>
      <Base.Trigger
        id={id}
        aria-label={label}
        aria-invalid={invalid || undefined}
        className={classNames(FIELD_STYLE, "flex h-8 items-center gap-2 text-left", className)}
      >
        <span className="min-w-0 flex-1 truncate">
          <Base.Value placeholder={<span className="text-muted">{placeholder}</span>} />
        </span>
        <ChevronDown aria-hidden className="size-3.5 shrink-0 text-muted" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-80 min-w-[var(--radix-select-trigger-width)] animate-appear overflow-hidden rounded-lg border border-line bg-surface p-1 shadow-float"
        >
          <Base.Viewport>
            {options.map((option) => (
              <Base.Item
                key={option.value}
                value={option.value}
                className="flex cursor-default select-none items-center gap-2 rounded py-1.5 pr-2 pl-7 text-sm outline-none data-[highlighted]:bg-accent-soft"
              >
                <Base.ItemIndicator className="absolute left-3">
                  <Check aria-hidden className="size-3.5" />
                </Base.ItemIndicator>
                <Base.ItemText>{option.label}</Base.ItemText>
                {option.remark ? <span className="ml-auto text-xs text-muted">{option.remark}</span> : null}
              </Base.Item>
            ))}
          </Base.Viewport>
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}
