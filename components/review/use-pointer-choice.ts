"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { Span } from "@/domain/assessments/mark";
import { selectionSpan } from "./selection-span";

const SETTLE_MILLISECONDS = 250;

type Choice = { onSelect: (span: Span) => void; onPress: (at: HTMLElement) => void };

/**
 * A drag selects, a click goes to what it hit. On a tablet a selection is drawn out by its handles, after the finger
 * has left: it is read once it rests, and left standing, because the handles belong to it. True while a finger was
 * what touched last.
 */
export function usePointerChoice(
  root: RefObject<HTMLElement | null>,
  text: string,
  choice: Choice,
): RefObject<boolean> {
  const touched = useRef(false);
  const heard = useRef(choice);
  useEffect(() => {
    heard.current = choice;
  });
  useEffect(() => {
    const element = root.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const notice = (event: PointerEvent) => {
      touched.current = event.pointerType === "touch";
    };
    const settle = () => {
      const span = touched.current ? selectionSpan(element, text) : null;
      if (span) heard.current.onSelect(span);
    };
    const change = () => {
      clearTimeout(timer);
      timer = setTimeout(settle, SETTLE_MILLISECONDS);
    };
    const release = ({ target, button }: MouseEvent) => {
      const span = button === 0 ? selectionSpan(element, text) : null;
      if (span) {
        if (!touched.current) getSelection()?.removeAllRanges();
        heard.current.onSelect(span);
      } else if (button === 0 && target instanceof HTMLElement) heard.current.onPress(target);
    };
    addEventListener("pointerdown", notice, true);
    document.addEventListener("selectionchange", change);
    element.addEventListener("mouseup", release);
    return () => {
      clearTimeout(timer);
      removeEventListener("pointerdown", notice, true);
      document.removeEventListener("selectionchange", change);
      element.removeEventListener("mouseup", release);
    };
  }, [root, text]);
  return touched;
}
