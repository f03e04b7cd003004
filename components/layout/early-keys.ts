declare global {
  interface Window {
    /** There from the page's first byte until the page itself hears keys. */
    earlyKeys?: { pressed: KeyboardEvent[]; end: () => void } | undefined;
  }
}

/** Its text runs by itself before the first paint: it must need nothing from outside its braces. */
export function collectEarlyKeys(): void {
  const pressed: KeyboardEvent[] = [];
  const keep = (event: KeyboardEvent) => void pressed.push(event);
  addEventListener("keydown", keep);
  window.earlyKeys = { pressed, end: () => removeEventListener("keydown", keep) };
}

/** Who waited longer has seen that nothing happened, and may want something else by now. */
const REMEMBERED_MILLISECONDS = 5_000;

/** Fields keep early letters by themselves. */
const FIELDS = "input:not([type=checkbox]), textarea, select, [contenteditable], [role=textbox]";

function isStillMeant(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof Element) || !target.isConnected || target.matches(FIELDS)) return false;
  return performance.now() - event.timeStamp < REMEMBERED_MILLISECONDS;
}

/** Says every early key again through `say`, one a task, so that each finds what the one before it made. */
export function replayEarlyKeys(say: (repeat: () => void) => void): () => void {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const next = () => {
    const event = window.earlyKeys?.pressed.shift();
    if (!event) {
      window.earlyKeys = undefined;
      return;
    }
    if (isStillMeant(event)) say(() => event.target?.dispatchEvent(new KeyboardEvent(event.type, event)));
    waiting = setTimeout(next);
  };
  window.earlyKeys?.end();
  waiting = setTimeout(next);
  return () => clearTimeout(waiting);
}
