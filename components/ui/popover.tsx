"use client";

import { lazy, type ReactNode, Suspense } from "react";
import { loadPart } from "./load-part";
import { LayerFailure } from "./part-failure";
import { type TriggerProps, useLayer } from "./use-layer";

const PopoverLayer = lazy(async () => ({
  default: await loadPart(() => import("./popover-layer").then((module) => module.PopoverLayer), LayerFailure),
}));

type PopoverProps = {
  /** Draws the button that opens it. */
  trigger: (trigger: TriggerProps) => ReactNode;
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
      {trigger({ ...layer.trigger, "aria-haspopup": "dialog", onClick: () => layer.setOpen(!layer.open) })}
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
