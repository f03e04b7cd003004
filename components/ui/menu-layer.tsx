"use client";

import * as Base from "@radix-ui/react-menu";
import { type ReactNode, useRef } from "react";
import { classNames } from "./class-names";
import { MenuPartsContext } from "./menu-parts";
import type { Layer } from "./use-layer";

type MenuLayerProps = {
  layer: Layer;
  /** Then its first item has the focus. */
  byKeyboard: boolean;
  children: ReactNode;
  align: "start" | "center" | "end";
  className?: string;
};

/** The opened menu. Loaded by `Menu` when somebody comes near its trigger. */
export function MenuLayer({ layer, byKeyboard, children, align, className }: MenuLayerProps) {
  const leavesFocus = useRef(false);
  const entered = useRef(false);
  return (
    <Base.Root open={layer.open} onOpenChange={layer.setOpen}>
      <Base.Anchor virtualRef={layer.anchor} />
      <Base.Portal>
        <Base.Content
          id={layer.contentId}
          aria-labelledby={layer.triggerId}
          align={align}
          sideOffset={5}
          collisionPadding={8}
          onFocus={({ target, currentTarget }) => {
            // The library knows the keyboard only by keys pressed after it was loaded.
            if (byKeyboard && !entered.current && target === currentTarget) {
              currentTarget.querySelector<HTMLElement>("[role^=menuitem]:not([data-disabled])")?.focus();
            }
            entered.current = true;
          }}
          onInteractOutside={({ detail: { originalEvent } }) => {
            leavesFocus.current = "button" in originalEvent && (originalEvent.button === 2 || originalEvent.ctrlKey);
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (!leavesFocus.current) layer.anchor.current?.focus();
            leavesFocus.current = false;
            entered.current = false;
          }}
          className={classNames(
            "z-50 min-w-44 animate-appear rounded-lg border border-line bg-surface p-1 shadow-float",
            className,
          )}
        >
          <MenuPartsContext value={Base}>{children}</MenuPartsContext>
        </Base.Content>
      </Base.Portal>
    </Base.Root>
  );
}
