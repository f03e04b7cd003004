const COLOURS = 8;
const DASHES = ["", "6 3", "2 3", "8 3 2 3"];

export type SeriesStyle = { color: string; dash: string };

/** FNV-1a: the same run has the same colour on every page, machine and day. */
function hash(id: string): number {
  let state = 0x811c9dc5;
  for (let at = 0; at < id.length; at++) state = Math.imul(state ^ id.charCodeAt(at), 0x01000193) >>> 0;
  return state;
}

export function runColour(runId: string): string {
  return `var(--series-${(hash(runId) % COLOURS) + 1})`;
}

/** Colour by run id alone; where two in one picture share it, the later one is dashed. */
export function styleSeries(runIds: readonly string[]): SeriesStyle[] {
  const used = new Map<string, number>();
  return runIds.map((id) => {
    const color = runColour(id);
    const before = used.get(color) ?? 0;
    used.set(color, before + 1);
    return { color, dash: DASHES[before] ?? `${2 * before + 2} 3 2 3` };
  });
}
