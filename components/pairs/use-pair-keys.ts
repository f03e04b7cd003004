import { useEffect, useRef } from "react";

type Moves = { next: (() => void) | null; before: (() => void) | null };

/** Keys of a person who writes, or who looks through a list of choices, are not meant for the dialog. */
const isForField = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest("input, textarea, [role=listbox], [role=menu]") !== null;

/** J and K inside a dialog, where the keys of the page are silent. */
export function usePairKeys(moves: Moves): void {
  const current = useRef(moves);
  useEffect(() => {
    current.current = moves;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.metaKey || event.ctrlKey || event.altKey || isForField(event.target)) return;
      const move = { j: current.current.next, k: current.current.before }[event.key];
      if (!move) return;
      event.preventDefault();
      move();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
