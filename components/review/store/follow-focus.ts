import type { FocusClock } from "./focus-clock";

/** Runs the clock while the page is seen and has the focus; until what comes back is called. */
export function followFocus(clock: FocusClock): () => void {
  const follow = () => (document.hasFocus() && !document.hidden ? clock.start() : clock.stop());
  for (const event of ["focus", "blur"]) addEventListener(event, follow);
  document.addEventListener("visibilitychange", follow);
  follow();
  return () => {
    for (const event of ["focus", "blur"]) removeEventListener(event, follow);
    document.removeEventListener("visibilitychange", follow);
    clock.stop();
  };
}
