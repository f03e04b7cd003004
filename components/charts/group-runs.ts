import type { SeedBand } from "@/domain/charts/chart-axis";
import { formatCounted } from "@/domain/format/number";

/** `group` is the same for runs that differ by their seed alone. */
export type GroupedRun = { id: string; name: string; group: string; seed?: number | null };

/** One line of a chart: a run, or all of a group under the colour of its first. */
export type RunLine = { id: string; runId: string; name: string; label: string; runs: number };

const WORD = /[\p{L}\p{N}]/u;

/** "sft r4 · rate 1e-4 · seed 1" and "… seed 2" are "sft r4 · rate 1e-4". */
export function sharedName(names: readonly string[]): string {
  const [first = "", ...rest] = names;
  let length = first.length;
  for (const name of rest) while (!name.startsWith(first.slice(0, length))) length -= 1;
  const cut = names.some((name) => WORD.test(name.charAt(length))) && WORD.test(first.charAt(length - 1));
  const shared = first
    .slice(0, length)
    .replace(cut ? /[\p{L}\p{N}.]+$/u : "", "")
    .replace(/[\s·,;:_/(=-]*(seed)?[\s·,;:_/(=-]*$/iu, "")
    .trim();
  return shared || first;
}

/** Runs of one seed behind each other: trained twice, a seed is still one. A run without one is like no other. */
export function splitBySeed<Run extends Pick<GroupedRun, "id" | "seed">>(runs: readonly Run[]): Run[][] {
  const seeds = new Map<string, Run[]>();
  for (const run of runs) {
    const key = run.seed === null || run.seed === undefined ? `run ${run.id}` : `seed ${run.seed}`;
    seeds.set(key, [...(seeds.get(key) ?? []), run]);
  }
  return [...seeds.values()];
}

/** "3 seeds"; "2 seeds, 3 runs" where one of them ran twice. */
export function countSeeds(runs: readonly Pick<GroupedRun, "id" | "seed">[]): string {
  const seeds = splitBySeed(runs).length;
  const words = formatCounted(seeds, "seed");
  return seeds === runs.length ? words : `${words}, ${formatCounted(runs.length, "run")}`;
}

/** The lines that a chart of these runs and one metric has, in their order. */
export function groupRuns(runs: readonly GroupedRun[], bands: SeedBand): RunLine[] {
  if (bands === "none") return runs.map(({ id, name }) => ({ id, runId: id, name, label: name, runs: 1 }));
  const groups = new Map<string, GroupedRun[]>();
  for (const run of runs) groups.set(run.group, [...(groups.get(run.group) ?? []), run]);
  return [...groups].flatMap(([id, members]) => {
    const [first] = members;
    if (!first) return [];
    const name = members.length === 1 ? first.name : sharedName(members.map((run) => run.name));
    const label = members.length === 1 ? name : `${name} · ${countSeeds(members)}`;
    return [{ id, runId: first.id, name, label, runs: members.length }];
  });
}
