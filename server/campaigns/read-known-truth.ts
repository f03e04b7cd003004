import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Sql } from "@/db/database";
import { findingSchema, type KnownCase } from "@/domain/campaigns/simulated-reader";
import { splitSentences } from "@/domain/sentences/split-sentences";
import { DomainError } from "../errors";
import { callRunner } from "../stages/call-runner";
import type { At } from "./make-cases";

/** The generator whose examples state their facts (`runners/data/sample`). */
const GENERATOR = "sample@1";
const WORDS = `Simulated readers know the truth of notes by the facts that ${GENERATOR} writes beside its dialogues, and of nothing else.`;

const lineSchema = z.object({
  id: z.string(),
  sentences: z.array(z.object({ start: z.int(), end: z.int(), findings: z.array(findingSchema) })),
});

type Row = {
  id: string;
  item: string;
  kind: string;
  arm: string | null;
  noteDigest: string;
  note: string;
  source: string;
  metadata: Record<string, unknown> | null;
  reference: string | null;
};

/** Cases of a round whose every sentence can be held against facts, with what came of that. */
export type CheckedCase = Pick<Row, "id" | "item" | "arm" | "noteDigest"> & { known: KnownCase };

function readRows(sql: Sql, { projectId, campaignId }: At) {
  return sql<Row[]>`
    select c.id, c.item, c.kind, c.arm, c.note_digest as "noteDigest", n.text as note, s.text as source,
      case when e.source = s.text then e.metadata end as metadata,
      case when e.source = s.text then e.reference end as reference
    from campaign_case c
      join review_text n on n.project_id = c.project_id and n.digest = c.note_digest
      join review_text s on s.project_id = c.project_id and s.digest = c.source_digest
      left join example e on e.project_id = c.project_id and e.id = c.example_id
    where c.project_id = ${projectId} and c.campaign_id = ${campaignId} and c.withdrawn_at is null
    order by c.kind, c.position`;
}

/** Everything that stands in the round, or a refusal that says what has no known truth. */
function requireSample(rows: readonly Row[]): void {
  const strange = rows.filter(({ metadata }) => metadata?.generator !== GENERATOR).length;
  if (rows.length === 0) throw new DomainError("InvalidState", "There are no cases to read.");
  if (strange > 0) {
    const what = `${strange} of the ${rows.length} cases are no examples of ${GENERATOR}.`;
    throw new DomainError("Validation", `${WORDS} ${what}`, [{ where: "campaign", what }]);
  }
}

async function checkNotes(python: string, rows: readonly Row[]): Promise<Map<string, z.infer<typeof lineSchema>>> {
  const folder = await mkdtemp(join(tmpdir(), "assay-notes-"));
  const [asked, found] = [join(folder, "notes.jsonl"), join(folder, "found.jsonl")];
  try {
    const lines = rows.map(({ id, metadata, source, note }) =>
      JSON.stringify({ id, metadata, source, note, sentences: splitSentences(note) }),
    );
    await writeFile(asked, `${lines.join("\n")}\n`, { mode: 0o600 });
    await callRunner(python, ["check-notes", asked, "--out", found]);
    const answers = (await readFile(found, "utf8")).trimEnd().split("\n");
    return new Map(answers.map((line) => lineSchema.parse(JSON.parse(line))).map((each) => [each.id, each]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Holds every note of the sample against the facts of its example. */
export async function readKnownTruth({ sql, python }: { sql: Sql; python: string }, at: At): Promise<CheckedCase[]> {
  const rows = await readRows(sql, at);
  requireSample(rows);
  const sample = rows.filter(({ kind, note }) => kind === "sample" && note !== "");
  const checked = await checkNotes(python, sample);
  return sample.map(({ id, item, arm, noteDigest, reference }) => {
    const sentences = checked.get(id)?.sentences ?? [];
    const known = { findings: sentences.flatMap(({ findings }) => findings), sentences, reference };
    return { id, item, arm, noteDigest, known };
  });
}
