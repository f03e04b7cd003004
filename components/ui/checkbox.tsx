"use client";

import { Check, Minus } from "lucide-react";
import { Checkbox as Base } from "radix-ui";
import type { ComponentProps } from "react";
import { classNames } from "./class-names";

export function Checkbox({ className, checked, ...rest }: ComponentProps<typeof Base.Root>) {
  const Mark = checked === "indeterminate" ? Minus : Check;
  return (
    <Base.Root
      checked={checked}
      className={classNames(
        "grid size-4 shrink-0 place-items-center rounded border border-line-strong bg-surface data-[state=checked]:border-accent data-[state=indeterminate]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:bg-accent disabled:opacity-50",
        className,
      )}
      {...rest}
    >
      <Base.Indicator className="text-on-accent">
        <Mark aria-hidden className="size-3" strokeWidth={3} />
      </Base.Indicator>
    </Base.Root>
  );
}
