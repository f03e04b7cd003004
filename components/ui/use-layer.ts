"use client";

import { type ComponentProps, useId, useRef, useState } from "react";

/** To be given to the button that opens a layer. */
export type TriggerProps = ComponentProps<"button"> & { "data-state"?: "open" | "closed" };

type Controlled = { open?: boolean; onOpenChange?: (open: boolean) => void };

/**
 * What floats above a trigger. Its code is fetched when a pointer or the focus comes near, so that it is there when
 * the trigger is used; used before that, it opens as soon as it has come.
 */
export function useLayer(controlled: Controlled = {}) {
  const [near, setNear] = useState(false);
  const [own, setOwn] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const contentId = useId();
  const open = controlled.open ?? own;
  const setOpen = (next: boolean) => {
    setOwn(next);
    controlled.onOpenChange?.(next);
  };
  const approach = () => setNear(true);
  return {
    open,
    setOpen,
    anchor,
    wanted: near || open,
    contentId,
    triggerId: `${contentId}-trigger`,
    trigger: {
      ref: anchor,
      "aria-expanded": open,
      "aria-controls": open ? contentId : undefined,
      "data-state": open ? "open" : "closed",
      onPointerEnter: approach,
      onFocus: approach,
    } satisfies TriggerProps,
  };
}

export type Layer = ReturnType<typeof useLayer>;
