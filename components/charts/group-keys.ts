export type KeyGroup = { prefix: string; keys: string[] };

const FIRST = ["train", "validation", "generate", "evaluate"];

/** By what stands before the first slash; training before validation, the machine last. */
export function groupKeys(keys: readonly string[], search: string): KeyGroup[] {
  const wanted = search.trim().toLowerCase();
  const groups = new Map<string, string[]>();
  for (const key of [...keys].sort()) {
    if (wanted && !key.toLowerCase().includes(wanted)) continue;
    const slash = key.indexOf("/");
    const prefix = slash > 0 ? key.slice(0, slash) : "";
    groups.set(prefix, [...(groups.get(prefix) ?? []), key]);
  }
  const rank = (prefix: string) => {
    if (prefix === "system") return FIRST.length + 1;
    const found = FIRST.indexOf(prefix);
    return found < 0 ? FIRST.length : found;
  };
  return [...groups]
    .map(([prefix, members]) => ({ prefix, keys: members }))
    .sort((a, b) => rank(a.prefix) - rank(b.prefix) || a.prefix.localeCompare(b.prefix));
}
