import { type Ref, useCallback, useLayoutEffect, useRef } from "react";

type Field = HTMLInputElement | HTMLTextAreaElement;

/** The prototype's setter: React watches the element's own and would take the text for known. */
function writeUnseen(field: Field, text: string) {
  const prototype = Object.getPrototypeOf(field) as Field;
  Object.getOwnPropertyDescriptor(prototype, "value")?.set?.call(field, text);
}

/**
 * A page from the server can be typed into before React has come alive, and React would put its own empty value back
 * at the next change. What was typed by then is told as if it were typed now.
 */
export function useTypedEarly<T extends Field>(value: unknown, outer: Ref<T> | undefined) {
  const inner = useRef<T>(null);
  const controlled = useRef(typeof value === "string" ? value : null);
  useLayoutEffect(() => {
    const field = inner.current;
    const known = controlled.current;
    if (!field || known === null || field.value === known) return;
    const typed = field.value;
    field.value = known;
    writeUnseen(field, typed);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }, []);
  return useCallback(
    (field: T | null) => {
      inner.current = field;
      if (typeof outer === "function") return outer(field);
      if (outer) outer.current = field;
    },
    [outer],
  );
}
