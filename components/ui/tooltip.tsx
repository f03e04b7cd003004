"use client";

import { type HTMLAttributes, type ReactNode, useCallback, useEffect, useId, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { Kbd } from "./kbd";
import { placeBeside, type Side } from "./place-beside";

const OPEN_AFTER_MILLISECONDS = 400;
/** Long enough to move from the trigger onto the words. */
const CLOSE_AFTER_MILLISECONDS = 120;

type TriggerProps = HTMLAttributes<HTMLElement> & { ref: (element: HTMLElement | null) => void };
type TooltipProps = { label: ReactNode; hint?: string; side?: Side; children: (trigger: TriggerProps) => ReactNode };

/** Shows the key of an action beside its name. `children` draws the element that it explains. */
export function Tooltip({ label, hint, side = "bottom", children }: TooltipProps) {
  const id = useId();
  const trigger = useRef<HTMLElement>(null);
  const hold = useCallback((element: HTMLElement | null) => {
    trigger.current = element;
  }, []);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [shown, setShown] = useState(false);
  const change = (next: boolean, afterMilliseconds = 0) => {
    clearTimeout(timer.current);
    if (afterMilliseconds === 0) setShown(next);
    else timer.current = setTimeout(() => setShown(next), afterMilliseconds);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (!shown) return;
    const leave = (event: KeyboardEvent) => {
      if (event.key === "Escape") setShown(false);
    };
    addEventListener("keydown", leave);
    return () => removeEventListener("keydown", leave);
  }, [shown]);
  return (
    <>
      {children({
        ref: hold,
        "aria-describedby": shown ? id : undefined,
        onPointerEnter: ({ pointerType }) => {
          if (pointerType !== "touch") change(true, shown ? 0 : OPEN_AFTER_MILLISECONDS);
        },
        onPointerLeave: () => change(false, CLOSE_AFTER_MILLISECONDS),
        onPointerDown: () => change(false),
        onFocus: ({ currentTarget }) => {
          if (currentTarget.matches(":focus-visible")) change(true);
        },
        onBlur: () => change(false),
      })}
      {shown
        ? createPortal(
            <span
              id={id}
              role="tooltip"
              ref={(words) => {
                if (words && trigger.current) placeBeside(words, trigger.current, side);
              }}
              onPointerEnter={() => change(true)}
              onPointerLeave={() => change(false, CLOSE_AFTER_MILLISECONDS)}
              className="fixed z-50 flex max-w-xs animate-appear items-center gap-2 rounded-md border border-line bg-surface px-2 py-1 text-xs text-ink shadow-float"
            >
              {label}
              {hint ? <Kbd>{hint}</Kbd> : null}
            </span>,
            document.body,
          )
        : null}
    </>
  );
}
