type Edge = { from: string; to: string };

/** Fewest edges from one node, along one direction. */
function walk(here: string, edges: readonly Edge[], way: "on" | "back"): Map<string, number> {
  const steps = new Map([[here, 0]]);
  let front = [here];
  while (front.length > 0) {
    const reached = edges.flatMap(({ from, to }) => {
      const [near, far] = way === "on" ? [from, to] : [to, from];
      return front.includes(near) && !steps.has(far) ? [far] : [];
    });
    const depth = steps.get(front[0] ?? "") ?? 0;
    for (const id of reached) steps.set(id, depth + 1);
    front = [...new Set(reached)];
  }
  return steps;
}

/** Steps before what was asked for (below 0) or after it; null where something stands beside its way. */
export function countSteps(here: string, edges: readonly Edge[]): (id: string) => number | null {
  const [back, on] = [walk(here, edges, "back"), walk(here, edges, "on")];
  return (id) => {
    const before = back.get(id);
    return before === undefined ? (on.get(id) ?? null) : -before;
  };
}
