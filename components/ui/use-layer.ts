"use client";

import { useId, useRef, useState } from "react";

type Controlled = { open?: boolean; onOpenChange?: (open: boolean) => void };

/**
 * What floats above a trigger. Its code is fetched when a pointer or the focus comes near, so that it is there when
 * the trigger is used; used before that, it opens as soon as it has come.
 */
export function useLayer(controlled: Controlled = {}) {
  const [near, setNear] = useState(false);
  const [own, setOwn] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const id = useId();
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
    triggerId: `${id}trigger`,
    contentId: `${id}content`,
    approach: { onPointerEnter: approach, onFocus: approach },
  };
}

export type Layer = ReturnType<typeof useLayer>;
