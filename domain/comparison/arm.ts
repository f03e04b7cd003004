import type { RunState } from "../runs/run-rules";
/** Where one number came from: another training of the same thing, by its seed. */
export type Replicate = {
  /** Equal for runs of one training; a run whose seed nobody knows stands for itself. */
  key: string;
  /** Runs of the other arm can share it; null where nobody knows it. */
  seed: number | null;
  /** False where a model was used that nobody trained here: it has no seed that could vary. */
  trained: boolean;
};

export type ArmRun = {
  id: string;
  name: string;
  stage: string;
  state: RunState;
  replicate: Replicate;
  /** Equal for runs that differ in nothing but their seeds, through everything that they stand on. */
  fingerprint: string;
};

/** One side of a comparison: a run, or runs that differ by their seed alone. */
export type Arm<R extends ArmRun = ArmRun> = { id: string; name: string; runs: R[] };

/** Runs that differ by their seed alone are one arm, unless nothing would be left to compare. */
export function foldArms<R extends ArmRun>(runs: readonly R[], fold: boolean): { arms: Arm<R>[]; foldable: boolean } {
  const groups = new Map<string, R[]>();
  for (const run of runs) groups.set(run.fingerprint, [...(groups.get(run.fingerprint) ?? []), run]);
  const foldable = groups.size > 1 && groups.size < runs.length;
  const members = fold && foldable ? [...groups.values()] : runs.map((run) => [run]);
  return { arms: nameArms(members), foldable };
}

function nameArms<R extends ArmRun>(members: readonly R[][]): Arm<R>[] {
  const used = new Map<string, number>();
  return members.map((runs) => {
    const name = nameTogether(runs.map((run) => run.name));
    const before = used.get(name) ?? 0;
    used.set(name, before + 1);
    return { id: runs[0]?.id ?? "", name: before === 0 ? name : `${name} (${before + 1})`, runs };
  });
}

/** What all names begin with, without a trailing "· seed"; else the first name and how many more. */
export function nameTogether(names: readonly string[]): string {
  const [first = "", ...others] = names;
  if (others.length === 0) return first;
  let length = first.length;
  for (const other of others) {
    while (length > 0 && other.slice(0, length) !== first.slice(0, length)) length -= 1;
  }
  const shared = first.slice(0, length).replace(/[\s·,;:_/#(=-]*(seed)?[\s·,;:_/#(=-]*\d*$/iu, "");
  return shared.length >= 2 ? shared : `${first} and ${others.length} more`;
}

/** How many trainings stand behind an arm; 0 where nothing was trained. */
export function countSeeds(arm: Arm): number {
  return new Set(arm.runs.flatMap(({ replicate }) => (replicate.trained ? [replicate.key] : []))).size;
}
