"use client";

import { type RefObject, useEffect, useState } from "react";

/** True from the first time the element comes near the screen. */
export function useSeen(element: RefObject<Element | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const target = element.current;
    if (!target || seen) return;
    const watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setSeen(true);
      },
      { rootMargin: "240px" },
    );
    watcher.observe(target);
    return () => watcher.disconnect();
  }, [element, seen]);
  return seen;
}
