"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";

/** Brings the element of this id into sight whenever it is another one. */
export function useFollowCursor(id: string): RefObject<HTMLDivElement | null> {
  const root = useRef<HTMLDivElement>(null);
  const before = useRef("");
  useLayoutEffect(() => {
    if (before.current === id) return;
    before.current = id;
    root.current?.querySelector(`#${CSS.escape(id)}`)?.scrollIntoView({ block: "nearest" });
  }, [id]);
  return root;
}
