"use client";

import type { PointerEvent } from "react";
import { useStored } from "../layout/use-stored";

export const NARROWEST = 56;
export const WIDEST = 640;

const NO_WIDTHS: Record<string, number> = {};
type SizedColumn = { id: string; size: number };

export type ColumnWidths = ReturnType<typeof useColumnWidths>;

/** Widths that somebody gave to columns, remembered by this browser. */
export function useColumnWidths(key: string) {
  const [given, store] = useStored<Record<string, number>>(key, NO_WIDTHS);
  const widthOf = ({ id, size }: SizedColumn) => given[id] ?? size;
  const resize = ({ id }: SizedColumn, width: number) =>
    store({ ...given, [id]: Math.round(Math.min(WIDEST, Math.max(NARROWEST, width))) });
  return {
    widthOf,
    resize,
    reset: ({ id }: SizedColumn) => store(Object.fromEntries(Object.entries(given).filter(([other]) => other !== id))),
    /** Follows the pointer until it is let go. */
    startDrag: (column: SizedColumn, event: PointerEvent<HTMLElement>) => {
      event.preventDefault();
      const handle = event.currentTarget;
      const start = { x: event.clientX, width: widthOf(column) };
      const follow = (move: globalThis.PointerEvent) => resize(column, start.width + move.clientX - start.x);
      const stop = () => {
        handle.removeEventListener("pointermove", follow);
        handle.removeEventListener("lostpointercapture", stop);
      };
      handle.setPointerCapture(event.pointerId);
      handle.addEventListener("pointermove", follow);
      handle.addEventListener("lostpointercapture", stop);
    },
  };
}
