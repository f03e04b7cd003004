"use client";

import { Popover as Base } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names";

type PopoverProps = {
  /** One element that can hold a ref, e.g. a Button. */
  trigger: ReactNode;
  label: string;
  children: ReactNode;
  align?: ComponentProps<typeof Base.Content>["align"];
  className?: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

export function Popover({ trigger, label, children, align = "end", className, open, onOpenChange }: PopoverProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Trigger asChild>{trigger}</Base.Trigger>
      <Base.Portal>
        <Base.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={classNames(
            "z-50 max-w-[92vw] animate-appear rounded-lg border border-line bg-surface p-3 text-sm shadow-float",
            className,
          )}
        >
          {children}
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}
