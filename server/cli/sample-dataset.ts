import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { promisify } from "node:util";
import { FailedError } from "./outcome";
import { tell } from "./print";
import type { Session } from "./session";
import { type Uploaded, uploadDataset } from "./upload-dataset";

const run = promisify(execFile);
const DIALOGUES = 300;
const SEED = 0;

export type NotesOptions = { notes?: string; sourceColumn?: string; referenceColumn?: string; heldOut?: string };

/** The project's own dialogues with notes, the same on every machine. */
async function generateDataset(session: Session): Promise<Uploaded> {
  const folder = await mkdtemp(join(tmpdir(), "assay-sample-"));
  try {
    const path = join(folder, "sample-dialogues.jsonl");
    const args = [
      "-m",
      "runners",
      "sample-data",
      "--out",
      path,
      "--seed",
      String(SEED),
      "--dialogues",
      String(DIALOGUES),
    ];
    await run(session.python, args, { cwd: session.checkout });
    return await uploadDataset(session, path, {
      name: "Sample dialogues",
      type: "notes",
      holds: "synthetic",
      seed: String(SEED),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function columnsOf({ sourceColumn, referenceColumn }: NotesOptions): string | undefined {
  const pairs = [sourceColumn && `source=${sourceColumn}`, referenceColumn && `reference=${referenceColumn}`];
  return pairs.filter(Boolean).join(",") || undefined;
}

/** Asks on a terminal which columns hold what; the runner's refusal lists the columns that there are. */
async function askColumns(refusal: string): Promise<string | null> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return null;
  tell(refusal);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const source = await terminal.question("Column with the dialogue: ");
    const reference = await terminal.question("Column with the note: ");
    return source && reference ? `source=${source},reference=${reference}` : null;
  } finally {
    terminal.close();
  }
}

async function uploadNotes(session: Session, path: string, columns: string | undefined, split?: string) {
  const upload = (chosen: string | undefined) =>
    uploadDataset(session, path, { type: "notes", columns: chosen, split });
  try {
    return await upload(columns);
  } catch (error) {
    if (!(error instanceof FailedError) || columns) throw error;
    const asked = await askColumns(error.message);
    if (!asked) throw error;
    return upload(asked);
  }
}

function tellProblems(path: string, { rows, problems }: Uploaded): void {
  const first = problems[0];
  const rest = first ? `; ${problems.length} rows left out, first row ${first.row}: ${first.reason}` : "";
  tell(`${path}: ${rows} rows${rest}`);
}

/** What the study trains on and, where that is another file, what it is scored on. */
export async function prepareDatasets(session: Session, options: NotesOptions) {
  if (!options.notes) return { dataset: await generateDataset(session), heldOut: null };
  const columns = columnsOf(options);
  const dataset = await uploadNotes(session, options.notes, columns);
  tellProblems(options.notes, dataset);
  if (!options.heldOut) return { dataset, heldOut: null };
  const heldOut = await uploadNotes(session, options.heldOut, columns, "test");
  tellProblems(options.heldOut, heldOut);
  return { dataset, heldOut };
}
