import { sql } from "drizzle-orm";
import type { ReviewerKind } from "@/domain/campaigns/reviewers";
import { type CaseFacts, createErrorFilter } from "@/domain/gates/case-facts";
import type { GateRule } from "@/domain/gates/gate-rule";
import { answersThatCount, countWrong } from "@/domain/gates/settle-answers";
import { shareCopied } from "@/domain/studies/copied-text";
import type { NoteMeasures } from "@/domain/studies/study-result";
import { readRoundFacts } from "../gates/read-case-facts";
import { type CampaignRow, listReviewers } from "../gates/read-gate-campaign";
import type { Advancing } from "./node-move";
import type { StudyOf } from "./read-graph";

type Reading = Pick<Advancing, "db" | "sql">;
type Of = StudyOf & { campaignId: string };

export type MeasuredCase = { id: string; item: string; group: string; runId: string; measures: NoteMeasures | null };
export type MeasuredRound = {
  kind: ReviewerKind;
  cases: MeasuredCase[];
  /** Taken out of the round, by erasure or by hand. */
  withdrawn: number;
  /** Notes whose patient or document, or whose source, does not only confirm. */
  strange: number;
};

type CaseText = { id: string; runId: string | null; note: string; source: string; confirms: boolean };

/** The texts of the sample with the run that wrote each, and whether the note only confirms, by group and by source. */
async function readCaseTexts({ db }: Reading, { projectId, studyId, campaignId }: Of): Promise<CaseText[]> {
  return db.execute<CaseText>(sql`
    select c.id, g.run_id as "runId", n.text as note, s.text as source,
      exists (select from study_group r join example e on e.project_id = c.project_id and e.id = c.example_id
        where r.study_id = ${studyId} and r.role = 'confirm' and r.group_key = c.group_key
          and e.source_hash = any(r.source_hashes)) as confirms
    from campaign_case c
      join review_text n on n.project_id = c.project_id and n.digest = c.note_digest
      join review_text s on s.project_id = c.project_id and s.digest = c.source_digest
      left join generation g on g.project_id = c.project_id and g.id = c.generation_id
    where c.project_id = ${projectId} and c.campaign_id = ${campaignId} and c.kind = 'sample'
      and c.withdrawn_at is null
    order by c.id`);
}

const meanOf = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;

function measure(
  facts: CaseFacts,
  { note, source }: CaseText,
  { rule, protocol }: { rule: GateRule; protocol: CampaignRow["protocol"] },
): NoteMeasures | null {
  const taker = createErrorFilter({ severity: rule.severity }, protocol);
  const counted = countWrong(facts, taker, rule);
  const answers = answersThatCount(facts);
  // Nobody named the severity that the rule asks for: unknown, never clean.
  if (!counted || (counted.wrong === 0 && answers.some(taker.isOpen))) return null;
  return {
    ...{ wrong: counted.wrong, units: counted.units, length: note.length, copied: shareCopied(note, source) },
    omissions: meanOf(answers.map(({ omissions }) => omissions)),
  };
}

/** Every note of a round by the run that wrote it, measured as the round's rule counts. */
export async function readMeasuredRound(
  services: Reading,
  of: Of,
  campaign: CampaignRow,
  rule: GateRule,
): Promise<MeasuredRound> {
  const reviewers = await listReviewers(services.db, of);
  const bySentence = rule.unit === "sentence";
  const [facts, texts] = await Promise.all([
    readRoundFacts(services, of, reviewers, { kind: null, bySentence }),
    readCaseTexts(services, of),
  ]);
  const textOf = new Map(texts.map((text) => [text.id, text]));
  const cases = facts.sample.flatMap((each) => {
    const text = textOf.get(each.id);
    if (!text?.runId || !text.confirms) return [];
    const measures = measure(each, text, { rule, protocol: campaign.protocol });
    return [{ id: each.id, item: each.item, group: each.group, runId: text.runId, measures }];
  });
  const strange = texts.filter(({ confirms }) => !confirms).length;
  return { kind: facts.kind, cases, withdrawn: facts.left.withdrawn, strange };
}
