import { createHash } from "node:crypto";
import type { FilePreview } from "@/domain/datasets/file-preview";
import { datasetImport } from "../../schema/datasets";
import { createRandom } from "../random";
import { type Seed, secondsBefore, seedId } from "../seed-services";
import { type SeedNote, writeNotes } from "./clinical-notes";

const ROWS = 40;
const SHOWN = 5;

const bytesOf = (text: string) => Buffer.byteLength(text);

function readingOf(notes: readonly SeedNote[], lines: string): NonNullable<FilePreview["reading"]> {
  const longest = { source: 0, reference: 0 };
  for (const { source, reference } of notes) {
    longest.source = Math.max(longest.source, source.length);
    longest.reference = Math.max(longest.reference, reference.length);
  }
  const edges = [0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000];
  const count = (field: "source" | "reference") =>
    edges.slice(1).map((edge, at) => {
      const low = edges[at] ?? 0;
      return notes.filter((note) => note[field].length >= low && note[field].length < edge).length;
    });
  const median = (field: "source" | "reference") =>
    notes.map((note) => note[field].length).sort((a, b) => a - b)[Math.floor(notes.length / 2)] ?? 0;
  return {
    rows: ROWS,
    rowsRead: ROWS + 1,
    bytes: bytesOf(lines),
    splits: { train: 32, validation: 4, test: 4 },
    groups: ROWS,
    digest: createHash("sha256").update(lines).digest("hex"),
    problems: [{ row: 17, line: 18, reason: "The note is empty." }],
    problemCounts: [{ reason: "The note is empty.", rows: 1 }],
    shown: notes.slice(0, SHOWN).map(({ section, source, reference }, row) => ({
      row,
      id: String(row + 1),
      group: `visit-${row}`,
      split: "train" as const,
      section,
      source,
      reference,
    })),
    facts: {
      lengths: [
        {
          unit: "characters",
          tokenizer: null,
          examined: ROWS,
          edges,
          counts: { source: count("source"), reference: count("reference") },
          median: { source: median("source"), reference: median("reference") },
          longest,
        },
      ],
      duplicates: {
        method: "three-word sequences, MinHash",
        threshold: 0.8,
        examined: ROWS,
        repeated: 0,
        within: {},
        across: [],
        pairs: [],
      },
      findings: { examined: ROWS, rules: [] },
    },
  };
}

/** A file that waits for somebody to look at it, and one that could not be read. */
export async function writeOpenImports({ db, projectId, userId, now }: Seed): Promise<void> {
  const notes = writeNotes(createRandom(23), ROWS);
  const lines = notes
    .map(({ section, source, reference }) => JSON.stringify({ section, source, reference }))
    .join("\n");
  const column = (name: "section" | "source" | "reference") => ({
    name,
    kind: "text" as const,
    filled: ROWS,
    of: ROWS,
    samples: notes.slice(0, 3).map((note) => String(note[name])),
  });
  const preview: FilePreview = {
    kind: "jsonl",
    format: "JSONL",
    encoding: "utf-8",
    suggestedEncoding: null,
    type: "notes",
    typeGuessed: true,
    columns: [column("source"), column("reference"), column("section")],
    mapping: { source: "source", reference: "reference", section: "section" },
    mappingHow: "named",
    missing: [],
    reading: readingOf(notes, lines),
  };
  const shared = { projectId, userId, createdAt: secondsBefore(now, 600), beatAt: secondsBefore(now, 540) };
  const message = "The file is not in UTF-8: byte 0x93 in line 1.";
  await db.insert(datasetImport).values([
    { ...shared, id: seedId("import"), fileName: "ward-7.jsonl", bytes: bytesOf(lines), state: "waiting", preview },
    {
      ...shared,
      id: seedId("import-failed"),
      fileName: "scanned-notes.csv",
      bytes: 4_812_300,
      state: "failed",
      failure: {
        message,
        problems: [{ where: "file", what: message, remedy: "Read it in another encoding." }],
      },
    },
  ]);
}
