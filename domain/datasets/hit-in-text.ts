const AROUND = 24;

export type Surroundings = { before: string; hit: string; after: string };

/**
 * A hit with what stands around it; null where the text at hand ends before it. Places are counted in characters, as
 * whoever looked for them counts; JavaScript counts those outside of the basic plane twice.
 */
export function around(text: string, { start, end }: { start: number; end: number }): Surroundings | null {
  const characters = [...text];
  if (end > characters.length) return null;
  const cut = (from: number, to: number) => characters.slice(from, to).join("");
  return {
    before: `${start > AROUND ? "…" : ""}${cut(Math.max(0, start - AROUND), start)}`,
    hit: cut(start, end),
    after: `${cut(end, end + AROUND)}${end + AROUND < characters.length ? "…" : ""}`,
  };
}
