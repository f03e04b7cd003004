import type { Database } from "@/db/database";
import { ComparedProject, EXACT, ROUGE } from "./compared-project";

export const SEEDS = [1, 2, 3] as const;
export const wave = (at: number, seed: number) => Math.sin(at * 7.3 + seed * 1.7) * 0.02;

/** Two methods of three seeds: B is .1 better on every note, with noise of note and seed. */
export async function addComparedMethods(db: Database, slug: string) {
  const notes = await ComparedProject.create(db, slug);
  const first = await notes.version(1, 30);
  const second = await notes.version(2, 30);
  for (const [method, gain, rank] of [
    ["a", 0, 8],
    ["b", 0.1, 32],
  ] as const) {
    for (const seed of SEEDS) {
      const sft = await notes.run(`${method} · seed ${seed}`, {
        stage: "sft",
        seed,
        config: { loraRank: rank, learningRate: 0.001 },
        inputs: { dataset: { datasetVersionId: first } },
        versions: { torch: "2.13.0", peft: method === "a" ? "0.20" : "0.21" },
        seconds: rank,
      });
      await notes.log(sft, { "validation/loss": 2 - gain + seed * 0.01, "train/tokens": 900 });
      const generate = await notes.run(`generate ${method} ${seed}`, {
        stage: "generate",
        seed: seed * 1_000 + rank,
        inputs: { model: { fromRunId: sft }, dataset: { datasetVersionId: second } },
      });
      const at = Array.from({ length: 30 }, (_, place) => place);
      await notes.score(generate, second, {
        [ROUGE]: at.map((place) => 0.5 + gain + seed * 0.005 + wave(place, seed + gain * 100)),
        [EXACT]: at.map((place) => Number(place % 3 === 0 || (gain > 0 && place % 5 === 0))),
      });
    }
  }
  const A = SEEDS.map((seed) => notes.id(`generate a ${seed}`));
  const B = SEEDS.map((seed) => notes.id(`generate b ${seed}`));
  return { notes, first, second, A, B };
}
