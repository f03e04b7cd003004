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

/** Notices when the end of the note is on the screen; a short note's is at once. */
export function useEndSeen(desk: CaseDesk): RefObject<HTMLDivElement | null> {
  const end = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = end.current;
    if (!element || desk.read().endSeen) return;
    const parents = scrollParents(element);
    const leave = () => {
      for (const parent of parents) parent.removeEventListener("scroll", look);
      watcher.disconnect();
    };
    const look = () => {
      if (!parents.every((parent) => isInside(element, parent))) return;
      desk.patch({ endSeen: true });
      leave();
    };
    const watcher = new ResizeObserver(look);
    for (const parent of parents) {
      parent.addEventListener("scroll", look, { passive: true });
      watcher.observe(parent);
    }
    look();
    return leave;
  }, [desk]);
  return end;
}
