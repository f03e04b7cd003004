import { createHash } from "node:crypto";
import { DEFAULT_PROMPT } from "@/domain/pairs/pair-recipe";
import { noteHash } from "@/server/pairs/note-hash";
import { dataset, datasetVersion, example } from "../../../schema/datasets";
import { pair } from "../../../schema/pairs";
import { type Seed, seedId } from "../../seed-services";
import type { SeedPair } from "./pair-version";

const VERSION = seedId("labels-v", 1);
const ROWS = 12;

/** Single answers, each with the label that says whether it is wanted. */
export async function writeLabelVersion({ db, projectId }: Seed, pairs: readonly SeedPair[], at: Date): Promise<void> {
  const answers = pairs.slice(0, ROWS).map(({ chosen, rejected, hChosen, hRejected }, position) => {
    const second = position % 2 === 1;
    const prompt = DEFAULT_PROMPT.replace("{section}", "note").replace("{source}", `Visit ${position + 1}.`);
    const id = `${VERSION}-${position}`;
    return { id, position, prompt, text: second ? rejected : chosen, hallucinated: second ? hRejected : hChosen };
  });
  const lines = answers.map((each) => JSON.stringify(each)).join("\n");
  const datasetId = seedId("labels-dataset");
  await db.insert(dataset).values({ id: datasetId, projectId, name: "visit-labels" });
  await db.insert(datasetVersion).values({
    ...{ id: VERSION, projectId, datasetId, number: 1, type: "unpaired", holds: "synthetic", createdAt: at },
    ...{ rows: ROWS, splitCounts: { train: ROWS }, bytes: Buffer.byteLength(lines) },
    digest: createHash("sha256").update(lines).digest("hex"),
    origin: {
      ...{ how: "imported", fileName: "visit-labels.jsonl", format: "jsonl", problems: [], rowsRead: ROWS },
      columns: { prompt: "prompt", completion: "completion", label: "label" },
    },
  });
  await db.insert(example).values(
    answers.map(({ id, position, prompt, text }) => ({
      ...{ id, projectId, datasetVersionId: VERSION, position, split: "train" as const, source: prompt },
      ...{ groupKey: `visit-${position}`, reference: text, sourceHash: noteHash(prompt), metadata: {} },
    })),
  );
  await db.insert(pair).values(
    answers.map(({ id, prompt, hallucinated }) => ({
      ...{ projectId, exampleId: id, datasetVersionId: VERSION, rejected: null, hRejected: null, flipped: false },
      ...{ hChosen: hallucinated, origin: "imported" as const, noteHash: noteHash(prompt) },
    })),
  );
}
