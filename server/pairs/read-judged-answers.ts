import type { Sql } from "@/db/database";
import type { Label } from "@/domain/pairs/pair";
import { promptKeyOf } from "@/domain/pairs/pair-candidate";
import type { JudgedAnswer } from "@/domain/pairs/pairs-of-judged";

type Row = {
  id: string;
  source: string;
  sourceLength: number;
  answer: string;
  text: string;
  section: string | null;
  group: string;
  label: Label;
  noteHash: string;
};

/** Answers of an unpaired version with their labels. */
export async function readJudgedAnswers(sql: Sql, projectId: string, versionId: string): Promise<JudgedAnswer[]> {
  const rows = await sql<Row[]>`
    select e.id, encode(sha256(convert_to(e.source, 'UTF8')), 'hex') as source, length(e.source) as "sourceLength",
      encode(sha256(convert_to(e.reference, 'UTF8')), 'hex') as answer, e.reference as text,
      e.section, e.group_key as "group", p.h_chosen as label, p.note_hash as "noteHash"
    from example e join pair p on p.project_id = e.project_id and p.example_id = e.id
    where e.project_id = ${projectId} and e.dataset_version_id = ${versionId} and e.erased_at is null
    order by e.position`;
  return rows.map(({ id, source, sourceLength, answer, text, ...rest }) => ({
    ...rest,
    exampleId: id,
    template: "{source}",
    promptKey: promptKeyOf(rest),
    source: { digest: source, length: sourceLength },
    answer: { digest: answer, length: text.length, text },
  }));
}
