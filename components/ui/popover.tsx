"use client";

import { Slot } from "radix-ui";
import { lazy, type ReactNode, Suspense } from "react";
import { useLayer } from "./use-layer";

const PopoverLayer = lazy(() => import("./popover-layer").then((module) => ({ default: module.PopoverLayer })));

type PopoverProps = {
  /** One button that can hold a ref. */
  trigger: ReactNode;
  label: string;
  children: ReactNode;
  align?: "start" | "center" | "end";
  className?: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

export function Popover({ trigger, label, children, align = "end", className, open, onOpenChange }: PopoverProps) {
  const layer = useLayer({ open, onOpenChange });
  return (
    <>
      <Slot.Root
        ref={layer.anchor}
        aria-haspopup="dialog"
        aria-expanded={layer.open}
        aria-controls={layer.open ? layer.contentId : undefined}
        data-state={layer.open ? "open" : "closed"}
        {...layer.approach}
        onClick={() => layer.setOpen(!layer.open)}
      >
        {trigger}
      </Slot.Root>
      {layer.wanted ? (
        <Suspense fallback={null}>
          <PopoverLayer layer={layer} label={label} align={align} className={className}>
            {children}
          </PopoverLayer>
        </Suspense>
      ) : null}
    </>
  );
}
