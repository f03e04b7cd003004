import type { Sql } from "@/db/database";
import { type NoteOf, promptKeyOf, type TextRef } from "@/domain/pairs/pair-candidate";
import { DEFAULT_PROMPT } from "@/domain/pairs/pair-recipe";
import type { CampaignOf } from "../gates/read-gate-campaign";
import { noteHash } from "./note-hash";

type Row = {
  id: string;
  note: string;
  noteLength: number;
  other: string | null;
  otherLength: number | null;
  source: string;
  sourceLength: number;
  section: string | null;
  group: string;
  arm: string | null;
  otherArm: string | null;
  generationId: string | null;
  otherGenerationId: string | null;
  exampleId: string | null;
  sourceHash: string | null;
  type: string | null;
  asked: string | null;
};

export type CaseTexts = NoteOf & {
  id: string;
  note: TextRef;
  other: TextRef | null;
  arm: string | null;
  otherArm: string | null;
  generationId: string | null;
  otherGenerationId: string | null;
};

function selectCases(sql: Sql, { projectId, campaignId }: CampaignOf) {
  return sql<Row[]>`
    select c.id, c.note_digest as note, length(n.text) as "noteLength", c.other_note_digest as other,
      length(o.text) as "otherLength", c.source_digest as source, length(s.text) as "sourceLength", c.section,
      c.group_key as "group", c.arm, c.other_arm as "otherArm", c.generation_id as "generationId",
      c.other_generation_id as "otherGenerationId", c.example_id as "exampleId", e.source_hash as "sourceHash", v.type,
      coalesce(r.resolved_config, r.given_config) ->> 'prompt' as asked
    from campaign_case c
      join review_text n on n.project_id = c.project_id and n.digest = c.note_digest
      join review_text s on s.project_id = c.project_id and s.digest = c.source_digest
      left join review_text o on o.project_id = c.project_id and o.digest = c.other_note_digest
      left join example e on e.project_id = c.project_id and e.id = c.example_id
      left join dataset_version v on v.project_id = e.project_id and v.id = e.dataset_version_id
      left join generation g on g.project_id = c.project_id and g.id = c.generation_id
      left join run r on r.project_id = g.project_id and r.id = g.run_id
    where c.project_id = ${projectId} and c.campaign_id = ${campaignId} and c.kind = 'sample'
      and c.withdrawn_at is null
    order by c.position`;
}

/** Sources that stand in no dataset have no hash yet. */
async function hashSources(sql: Sql, projectId: string, digests: readonly string[]): Promise<Map<string, string>> {
  const hashes = new Map<string, string>();
  if (digests.length === 0) return hashes;
  const rows = sql<{ digest: string; text: string }[]>`
    select digest, text from review_text where project_id = ${projectId} and digest = any(${[...new Set(digests)]})`;
  for await (const page of rows.cursor(500)) for (const { digest, text } of page) hashes.set(digest, noteHash(text));
  return hashes;
}

/** Rows of other types than notes are whole prompts themselves. */
function templateOf({ type, asked }: Row, given: string | null): string {
  if (type !== null && type !== "notes") return "{source}";
  return given ?? asked ?? DEFAULT_PROMPT;
}

/** The sample of a round with its texts by digest and length, and how the source became a prompt. */
export async function readCaseTexts(sql: Sql, of: CampaignOf, prompt: string | null): Promise<CaseTexts[]> {
  const rows = await selectCases(sql, of);
  const bare = rows.filter(({ sourceHash }) => sourceHash === null).map(({ source }) => source);
  const hashes = await hashSources(sql, of.projectId, bare);
  return rows.map((row) => {
    const hash = row.sourceHash ?? hashes.get(row.source) ?? "";
    const { id, section, group, arm, otherArm, generationId, otherGenerationId, exampleId } = row;
    return {
      ...{ id, section, group, arm, otherArm, generationId, otherGenerationId, exampleId },
      note: { digest: row.note, length: row.noteLength },
      other: row.other === null ? null : { digest: row.other, length: row.otherLength ?? 0 },
      source: { digest: row.source, length: row.sourceLength },
      promptKey: promptKeyOf({ noteHash: hash, section }),
      template: templateOf(row, prompt),
      noteHash: hash,
    };
  });
}
