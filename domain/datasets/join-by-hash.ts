/** Those that share a hash, with one another or through others, together; all in the order in which they first stand. */
export function joinByHash<Group extends { hashes: readonly string[] }>(groups: readonly Group[]): Group[][] {
  const parents = groups.map((_, at) => at);
  const rootOf = (at: number): number => {
    let root = at;
    while (parents[root] !== root) root = parents[root] as number;
    parents[at] = root;
    return root;
  };
  const firstWith = new Map<string, number>();
  for (const [at, { hashes }] of groups.entries()) {
    for (const hash of hashes) {
      const first = firstWith.get(hash);
      if (first === undefined) firstWith.set(hash, at);
      else parents[rootOf(at)] = rootOf(first);
    }
  }
  const joined = new Map<number, Group[]>();
  for (const [at, group] of groups.entries()) {
    const root = rootOf(at);
    const together = joined.get(root);
    if (together) together.push(group);
    else joined.set(root, [group]);
  }
  return [...joined.values()];
}
