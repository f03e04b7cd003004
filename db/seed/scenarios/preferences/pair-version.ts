import { createHash } from "node:crypto";
import { and, asc, eq, inArray } from "drizzle-orm";
import type { Label } from "@/domain/pairs/pair";
import { DEFAULT_PROMPT } from "@/domain/pairs/pair-recipe";
import { noteHash } from "@/server/pairs/note-hash";
import { dataset, datasetVersion, example } from "../../../schema/datasets";
import { pair } from "../../../schema/pairs";
import { createRandom, type Random } from "../../random";
import { type Seed, seedId } from "../../seed-services";
import { writeAsBase } from "../clinical-notes";

type Note = { position: number; group: string; section: string | null; source: string; reference: string };
export type SeedPair = {
  id: string;
  split: "train" | "validation";
  chosen: string;
  rejected: string;
  hChosen: Label;
  hRejected: Label;
  flipped: boolean;
};

export const PAIRS_VERSION = seedId("pairs-v", 1);
const COUNTS = { train: 72, validation: 30 };
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const wrongDose = (note: string) => note.replace(/\d+/, (number) => String(Number(number) + 10));
const firstSentence = (note: string) => `${note.split(". ")[0]?.replace(/\.$/, "")}.`;

/** Most pairs hold a factual against a hallucinated text; some have both alike, for which Δ asks nothing. */
function sidesOf(random: Random, note: Note): Omit<SeedPair, "id" | "split"> {
  const draw = random.next();
  const { reference } = note;
  const written = writeAsBase(random, { ...note, section: note.section ?? "", drugs: [] });
  if (draw < 0.2) {
    return { chosen: reference, rejected: firstSentence(reference), hChosen: 0, hRejected: 0, flipped: false };
  }
  if (draw < 0.38) return { chosen: wrongDose(reference), rejected: written, hChosen: 1, hRejected: 1, flipped: false };
  const rejected = draw < 0.6 ? wrongDose(reference) : written;
  return { chosen: reference, rejected, hChosen: 0, hRejected: 1, flipped: draw > 0.94 };
}

async function readNotes({ db, projectId }: Seed): Promise<(Note & { split: "train" | "validation" })[]> {
  const notes = [];
  for (const split of ["train", "validation"] as const) {
    const rows = await db
      .select()
      .from(example)
      .where(
        and(
          eq(example.projectId, projectId),
          eq(example.datasetVersionId, seedId("notes-v", 2)),
          inArray(example.split, [split]),
        ),
      )
      .orderBy(asc(example.position))
      .limit(COUNTS[split]);
    for (const { position, groupKey: group, section, source, reference } of rows) {
      if (reference !== null) notes.push({ position, group, section, source, reference, split });
    }
  }
  return notes;
}

/** A preference version as a file brings it: with labels, without the people behind them. */
export async function writePairVersion(seed: Seed, at: Date): Promise<SeedPair[]> {
  const { db, projectId } = seed;
  const random = createRandom(23);
  const notes = await readNotes(seed);
  const pairs = notes.map((note, place): SeedPair => {
    return { id: `${PAIRS_VERSION}-${place}`, split: note.split, ...sidesOf(random, note) };
  });
  const lines = pairs.map((each) => JSON.stringify(each)).join("\n");
  const datasetId = seedId("pairs-dataset");
  await db.insert(dataset).values({ id: datasetId, projectId, name: "visit-pairs" });
  await db.insert(datasetVersion).values({
    ...{ id: PAIRS_VERSION, projectId, datasetId, number: 1, type: "preference", holds: "synthetic", createdAt: at },
    ...{ digest: sha256(lines), bytes: Buffer.byteLength(lines), rows: pairs.length, splitCounts: COUNTS },
    origin: {
      ...{ how: "imported", fileName: "visit-pairs.jsonl", format: "jsonl", problems: [], rowsRead: pairs.length },
      columns: {
        prompt: "prompt",
        chosen: "chosen",
        rejected: "rejected",
        hChosen: "h_chosen",
        hRejected: "h_rejected",
      },
    },
  });
  await db.insert(example).values(
    pairs.map(({ id, split, chosen }, position) => {
      const { group = "", section = null, source = "" } = notes[position] ?? {};
      const prompt = DEFAULT_PROMPT.replace("{section}", section ?? "").replace("{source}", source);
      return {
        ...{ id, projectId, datasetVersionId: PAIRS_VERSION, position, split, groupKey: group, section },
        ...{ source: prompt, reference: chosen, sourceHash: noteHash(prompt), metadata: {} },
      };
    }),
  );
  await db.insert(pair).values(
    pairs.map(({ id, rejected, hChosen, hRejected, flipped }, place) => ({
      ...{ projectId, exampleId: id, datasetVersionId: PAIRS_VERSION, rejected, hChosen, hRejected, flipped },
      ...{ origin: "imported" as const, noteHash: noteHash(notes[place]?.source ?? "") },
    })),
  );
  return pairs;
}
