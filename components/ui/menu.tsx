"use client";

import { Check } from "lucide-react";
import { DropdownMenu as Base } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";
import { Kbd } from "./kbd";

const ITEM =
  "flex cursor-default select-none items-center gap-2 rounded px-2 py-1.5 text-sm outline-none data-[highlighted]:bg-accent-soft data-[disabled]:text-muted data-[disabled]:opacity-60";

type MenuProps = { trigger: ReactNode; children: ReactNode; align?: "start" | "center" | "end"; className?: string };

export function Menu({ trigger, children, align = "end", className }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger asChild>{trigger}</Base.Trigger>
      <Base.Portal>
        <Base.Content
          align={align}
          sideOffset={5}
          collisionPadding={8}
          className={classNames(
            "z-50 min-w-44 animate-appear rounded-lg border border-line bg-surface p-1 shadow-float",
            className,
          )}
        >
          {children}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}

export function MenuItem({ hint, danger, children, className, ...rest }: MenuItemProps) {
  return (
    <Base.Item className={classNames(ITEM, danger && "text-bad", className)} {...rest}>
      {children}
      {hint ? <Kbd className="ml-auto">{hint}</Kbd> : null}
    </Base.Item>
  );
}
type MenuItemProps = ComponentProps<typeof Base.Item> & { hint?: string; danger?: boolean };

type MenuChoiceProps<T extends string> = {
  label: string;
  value: T;
  options: readonly { value: T; label: ReactNode }[];
  onChange: (value: T) => void;
};

export function MenuChoice<T extends string>({ label, value, options, onChange }: MenuChoiceProps<T>) {
  return (
    <Base.Group>
      <Base.Label className="px-2 pt-1.5 pb-1 text-xs text-muted">{label}</Base.Label>
      {options.map((option) => (
        <Base.CheckboxItem
          key={option.value}
          className={ITEM}
          checked={option.value === value}
          onSelect={() => onChange(option.value)}
        >
          {option.label}
          <Base.ItemIndicator className="ml-auto">
            <Check aria-hidden className="size-3.5" />
          </Base.ItemIndicator>
        </Base.CheckboxItem>
      ))}
    </Base.Group>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="my-1 h-px bg-line" />;
}
