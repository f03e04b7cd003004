"use client";

import type { Item } from "@radix-ui/react-menu";
import { Check } from "lucide-react";
import { type ComponentProps, lazy, type ReactNode, Suspense, useState } from "react";
import { classNames } from "./class-names";
import { Kbd } from "./kbd";
import { loadPart } from "./load-part";
import { useMenuParts } from "./menu-parts";
import { LayerFailure } from "./part-failure";
import { type TriggerProps, useLayer } from "./use-layer";

const MenuLayer = lazy(async () => ({
  default: await loadPart(() => import("./menu-layer").then((module) => module.MenuLayer), LayerFailure),
}));

const OPENING_KEYS = ["Enter", " ", "ArrowDown"];
const ITEM =
  "flex cursor-default select-none items-center gap-2 rounded px-2 py-1.5 text-sm outline-none data-[highlighted]:bg-accent-soft data-[disabled]:text-muted data-[disabled]:opacity-60";

type MenuProps = {
  /** Draws the button that opens it. */
  trigger: (trigger: TriggerProps) => ReactNode;
  children: ReactNode;
  align?: "start" | "center" | "end";
  className?: string;
};

export function Menu({ trigger, children, align = "end", className }: MenuProps) {
  const layer = useLayer();
  const { open, setOpen } = layer;
  const [byKeyboard, setByKeyboard] = useState(false);
  return (
    <>
      {trigger({
        ...layer.trigger,
        id: layer.triggerId,
        "aria-haspopup": "menu",
        onPointerDown: (event) => {
          if (event.button !== 0 || event.ctrlKey) return;
          if (!open) event.preventDefault();
          setByKeyboard(false);
          setOpen(!open);
        },
        onKeyDown: (event) => {
          if (!OPENING_KEYS.includes(event.key)) return;
          event.preventDefault();
          setByKeyboard(true);
          setOpen(true);
        },
      })}
      {layer.wanted ? (
        <Suspense fallback={null}>
          <MenuLayer layer={layer} byKeyboard={byKeyboard} align={align} className={className}>
            {children}
          </MenuLayer>
        </Suspense>
      ) : null}
    </>
  );
}

export function MenuItem({ hint, danger, children, className, ...rest }: MenuItemProps) {
  const Base = useMenuParts();
  return (
    <Base.Item className={classNames(ITEM, danger && "text-bad", className)} {...rest}>
      {children}
      {hint ? <Kbd className="ml-auto">{hint}</Kbd> : null}
    </Base.Item>
  );
}
type MenuItemProps = ComponentProps<typeof Item> & { hint?: string; danger?: boolean };

type MenuChoiceProps<T extends string> = {
  label: string;
  value: T;
  options: readonly { value: T; label: ReactNode }[];
  onChange: (value: T) => void;
};

export function MenuChoice<T extends string>({ label, value, options, onChange }: MenuChoiceProps<T>) {
  const Base = useMenuParts();
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
  const Base = useMenuParts();
  return <Base.Separator className="my-1 h-px bg-line" />;
}
