"use client";

import { type RefObject, useEffect, useState } from "react";

const MARGIN = "400px";

/** One watcher for all: a page of two thousand charts would spend its first second on making as many. */
let watcher: IntersectionObserver | null = null;
const waiting = new WeakMap<Element, (near: boolean) => void>();

function watch(element: Element, tell: (near: boolean) => void): () => void {
  watcher ??= new IntersectionObserver(
    (entries) => {
      for (const entry of entries) waiting.get(entry.target)?.(entry.isIntersecting);
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
    return watch(target, (near) => near && setSeen(true));
  }, [element, seen]);
  return seen;
}

/** True while the element is near the screen: what nobody sees need not be kept up to date. */
export function useNear(element: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => (element.current ? watch(element.current, setNear) : undefined), [element]);
  return near;
}
