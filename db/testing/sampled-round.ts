import type { Database } from "../database";
import { dataset, datasetVersion, example } from "../schema/datasets";
import { addReviewRound, type MadeRound, type RoundRequest } from "./review-round";

const SAID = "Doctor: What medical problems do you have?\nPatient: I have gout, three years now. No cough.";

/** What the generator of sample dialogues writes beside them. */
export const SAMPLED = {
  generator: "sample@1",
  sex: "female",
  facts: [
    {
      id: "f1",
      kind: "problem",
      negated: false,
      values: { problem: "gout", duration: "3 years" },
      support: [{ turn: 1, start: 52, end: 80 }],
    },
    { id: "f2", kind: "symptom_denied", negated: true, values: { symptom: "cough" }, support: [] },
  ],
};
export const TRUE_NOTE = "History of gout for 3 years. Denies cough.";
export const WRONG_NOTE = "History of gout for 5 years. She takes warfarin.";

/** An open round on notes about one simulated patient, whose facts are known. */
export async function addSampledRound(
  db: Database,
  request: Pick<RoundRequest, "id" | "projectId" | "readers" | "protocol" | "state"> & { notes: readonly string[] },
): Promise<MadeRound & { examples: string[] }> {
  const { notes, projectId, id = "sampled" } = request;
  const version = `${id}-version`;
  await db.insert(dataset).values({ id: `${id}-dataset`, projectId, name: `${id} dialogues` });
  await db.insert(datasetVersion).values({
    ...{ id: version, projectId, datasetId: `${id}-dataset`, number: 1, type: "notes", digest: id, bytes: 1 },
    ...{ rows: notes.length, splitCounts: { test: notes.length }, holds: "synthetic" },
    origin: { how: "generated", fileName: null, format: "jsonl", columns: {}, problems: [], rowsRead: notes.length },
  });
  const examples = notes.map((_, place) => `${id}-example-${place}`);
  await db.insert(example).values(
    examples.map((example, position) => ({
      ...{ id: example, projectId, datasetVersionId: version, position, split: "test" as const },
      ...{ groupKey: `patient ${position}`, source: `${SAID} ${position}`, sourceHash: `${id} ${position}` },
      ...{ reference: TRUE_NOTE, metadata: SAMPLED },
    })),
  );
  const cases = notes.map((note, place) => ({
    ...{ note, source: `${SAID} ${place}`, exampleId: examples[place], groupKey: `patient ${place}`, arm: "tuned" },
  }));
  return { ...(await addReviewRound(db, { ...request, id, cases })), examples };
}
