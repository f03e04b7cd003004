"use client";

import { Popover as Base } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { classNames } from "./class-names";
import type { Layer } from "./use-layer";

type PopoverLayerProps = {
  layer: Layer;
  label: string;
  children: ReactNode;
  align: "start" | "center" | "end";
  className?: string;
};

/** The opened popover. Loaded by `Popover` when somebody comes near its trigger. */
export function PopoverLayer({ layer, label, children, align, className }: PopoverLayerProps) {
  const leavesFocus = useRef(false);
  return (
    <Base.Root open={layer.open} onOpenChange={layer.setOpen}>
      <Base.Anchor virtualRef={layer.anchor} />
      <Base.Portal>
        <Base.Content
          id={layer.contentId}
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          onInteractOutside={(event) => {
            // The trigger closes by itself.
            if (event.target instanceof Node && layer.anchor.current?.contains(event.target)) event.preventDefault();
            else leavesFocus.current = true;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!leavesFocus.current) layer.anchor.current?.focus();
            leavesFocus.current = false;
          }}
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
