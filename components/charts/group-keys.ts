export type KeyGroup = { prefix: string; keys: string[] };

const FIRST = ["train", "validation", "generate", "evaluate"];
/** More headings than this are no order any more: `layer_0` to `layer_999` stand under `layer_*`. */
const MOST_GROUPS = 20;

/** `layer_2` before `layer_10`. */
const { compare } = new Intl.Collator("en", { numeric: true });

function prefixOf(key: string): string {
  const slash = key.indexOf("/");
  return slash > 0 ? key.slice(0, slash) : "";
}

function gather(keys: readonly string[], headingOf: (key: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const key of keys) {
    const heading = headingOf(key);
    const members = groups.get(heading);
    if (members) members.push(key);
    else groups.set(heading, [key]);
  }
  return groups;
}

function gatherFew(keys: readonly string[]): Map<string, string[]> {
  const byPrefix = gather(keys, prefixOf);
  if (byPrefix.size <= MOST_GROUPS) return byPrefix;
  const numberless = (key: string) => prefixOf(key).replaceAll(/\d+/g, "*");
  const byKind = gather(keys, numberless);
  if (byKind.size <= MOST_GROUPS) return byKind;
  return gather(keys, (key) => ((byKind.get(numberless(key))?.length ?? 0) > 1 ? numberless(key) : ""));
}

/** By what stands before the first slash; training before validation, the machine last. */
export function groupKeys(keys: readonly string[], search: string): KeyGroup[] {
  const wanted = search.trim().toLowerCase();
  const found = keys.filter((key) => key.toLowerCase().includes(wanted)).sort(compare);
  const rank = (prefix: string) => {
    if (prefix === "system") return FIRST.length + 1;
    const place = FIRST.indexOf(prefix);
    return place < 0 ? FIRST.length : place;
  };
  return [...gatherFew(found)]
    .map(([prefix, members]) => ({ prefix, keys: members }))
    .sort((a, b) => rank(a.prefix) - rank(b.prefix) || compare(a.prefix, b.prefix));
}
