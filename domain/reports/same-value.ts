const partsOf = (value: object): [string, unknown][] => Object.entries(value).filter(([, part]) => part !== undefined);

/** Equal whatever order keys came in, as a database gives them back in its own. */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [parts, others] = [partsOf(one), new Map(partsOf(other))];
  return (
    parts.length === others.size && parts.every(([key, part]) => others.has(key) && sameValue(part, others.get(key)))
  );
}
