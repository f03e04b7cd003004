const MOST = 4;

/** Edits that make one word of the other (Levenshtein 1965), given up beyond `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) > limit) return limit + 1;
    row = next;
  }
  return row[b.length] ?? limit + 1;
}

/** The last part of a path counts alone too: `los` is near `metric.train/loss`. */
export function nearestWords(wanted: string, known: readonly string[]): string[] {
  const word = wanted.toLowerCase();
  const limit = Math.max(1, Math.floor(word.length / 3));
  const scored = known.flatMap((name) => {
    const whole = name.toLowerCase();
    const ways = [whole, whole.replace(/^(config|metric)\./, ""), whole.split(/[/.]/).at(-1) ?? whole];
    const distance = Math.min(...ways.map((way) => editDistance(word, way, limit)));
    return distance <= limit ? [{ name, distance }] : [];
  });
  scored.sort((a, b) => a.distance - b.distance || a.name.length - b.name.length);
  return scored.slice(0, MOST).map(({ name }) => name);
}
