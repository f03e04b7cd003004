"use client";

import { type RefObject, useEffect, useState } from "react";

const MARGIN = "400px";

/** One watcher for all: a page of two thousand charts would spend its first second on making as many. */
let watcher: IntersectionObserver | null = null;
const waiting = new WeakMap<Element, () => void>();

function watch(element: Element, tell: () => void): () => void {
  watcher ??= new IntersectionObserver(
    (entries) => {
      for (const entry of entries) if (entry.isIntersecting) waiting.get(entry.target)?.();
    },
    { rootMargin: MARGIN },
  );
  const current = watcher;
  waiting.set(element, tell);
  current.observe(element);
  return () => {
    waiting.delete(element);
    current.unobserve(element);
  };
}

/** True from the first time the element comes near the screen. */
export function useSeen(element: RefObject<Element | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const target = element.current;
    if (!target || seen) return;
    return watch(target, () => setSeen(true));
  }, [element, seen]);
  return seen;
}
