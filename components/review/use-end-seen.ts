"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";
import type { CaseDesk } from "./case-desk";

function scrollParents(element: HTMLElement): HTMLElement[] {
  const parents: HTMLElement[] = [];
  for (let at = element.parentElement; at; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY)) parents.push(at);
  }
  return parents;
}

const isInside = (element: HTMLElement, frame: HTMLElement): boolean => {
  const { bottom } = element.getBoundingClientRect();
  const around = frame.getBoundingClientRect();
  return bottom <= around.bottom + 1 && bottom >= around.top;
};

/** Calls once the element is on the screen; returns what stops looking. */
function whenSeen(element: HTMLElement, seen: () => void): () => void {
  const parents = scrollParents(element);
  const leave = () => {
    for (const parent of parents) parent.removeEventListener("scroll", look);
    watcher.disconnect();
  };
  const look = () => {
    if (!parents.every((parent) => isInside(element, parent))) return;
    leave();
    seen();
  };
  const watcher = new ResizeObserver(look);
  for (const parent of parents) {
    parent.addEventListener("scroll", look, { passive: true });
    watcher.observe(parent);
  }
  look();
  return leave;
}

/** Notices when the end of the note is on the screen; a short note's is at once. */
export function useEndSeen(desk: CaseDesk): RefObject<HTMLDivElement | null> {
  const end = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!end.current || desk.read().endSeen) return;
    return whenSeen(end.current, () => desk.patch({ endSeen: true }));
  }, [desk]);
  return end;
}

/** Of two notes both ends. */
export function useBothEndsSeen(desk: CaseDesk) {
  const first = useRef<HTMLDivElement>(null);
  const second = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (desk.read().endSeen) return;
    const left = new Set([first.current, second.current]);
    left.delete(null);
    const leave = [...left].map((end) =>
      end === null
        ? () => {}
        : whenSeen(end, () => {
            left.delete(end);
            if (left.size === 0) desk.patch({ endSeen: true });
          }),
    );
    return () => leave.forEach((stop) => void stop());
  }, [desk]);
  return { first, second };
}
