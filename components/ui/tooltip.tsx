"use client";

import { Tooltip as Base } from "radix-ui";
import type { ReactNode } from "react";
import { Kbd } from "./kbd";

type TooltipProps = {
  label: ReactNode;
  hint?: string;
  side?: "top" | "right" | "bottom" | "left";
  children: ReactNode;
};

/** Around one element that can hold a ref. Shows the key of the action beside its name. */
export function Tooltip({ label, hint, side = "bottom", children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger asChild>{children}</Base.Trigger>
      <Base.Portal>
        <Base.Content
          side={side}
          sideOffset={5}
          collisionPadding={8}
          className="z-50 flex max-w-xs animate-appear items-center gap-2 rounded-md border border-line bg-surface px-2 py-1 text-xs text-ink shadow-float"
        >
          {label}
          {hint ? <Kbd>{hint}</Kbd> : null}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}
