const sameItems = (one: unknown, other: unknown): boolean =>
  Array.isArray(one) &&
  Array.isArray(other) &&
  one.length === other.length &&
  one.every((item, index) => Object.is(item, other[index]));

/** For `memo`: lists that are made anew of the same things are the same. Asked of thousands of rows at every key. */
export function sameProps<Props extends object>(before: Props, after: Props): boolean {
  for (const name in after) {
    if (!Object.is(before[name], after[name]) && !sameItems(before[name], after[name])) return false;
  }
  return true;
}
