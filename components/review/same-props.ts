const sameItems = (one: unknown, other: unknown): boolean =>
  Array.isArray(one) &&
  Array.isArray(other) &&
  one.length === other.length &&
  one.every((item, index) => Object.is(item, other[index]));

/** For `memo`: lists that are made anew of the same things are the same. */
export function sameProps<Props extends object>(before: Props, after: Props): boolean {
  const now = new Map<string, unknown>(Object.entries(after));
  const old = Object.entries(before);
  return (
    old.length === now.size &&
    old.every(([name, value]) => Object.is(value, now.get(name)) || sameItems(value, now.get(name)))
  );
}
