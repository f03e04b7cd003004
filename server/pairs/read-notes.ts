import type { Database, Sql } from "@/db/database";
import type { Verdict } from "@/domain/assessments/mark";
import { unswapVerdict } from "@/domain/assessments/unswap-verdict";
import type { ReviewerKind } from "@/domain/campaigns/reviewers";
import { groupBy } from "@/domain/pairs/group-by";
import type { ChosenNotes, ReadNote } from "@/domain/pairs/pair-candidate";
import type { PairRecipe } from "@/domain/pairs/pair-recipe";
import { chooseKind, readRoundFacts } from "../gates/read-case-facts";
import { type CampaignOf, listReviewers } from "../gates/read-gate-campaign";
import { requireClosed } from "../gates/require-shown";
import { readCaseTexts } from "./read-cases";

type Services = { db: Database; sql: Sql };
type Rules = Pick<PairRecipe, "readers" | "prompt">;

export type ReadRound = {
  campaignId: string;
  name: string;
  readers: ReviewerKind;
  notes: ReadNote[];
  choices: ChosenNotes[];
};

async function readCorrections(sql: Sql, { projectId, campaignId }: CampaignOf) {
  const readings = await sql<{ id: string; corrected: string }[]>`
    select id, corrected from assessment
    where project_id = ${projectId} and campaign_id = ${campaignId} and current and corrected is not null`;
  const settled = await sql<{ id: string; caseId: string; corrected: string | null }[]>`
    select id, case_id as "caseId", corrected from adjudication
    where project_id = ${projectId} and campaign_id = ${campaignId} and current`;
  return {
    byReading: new Map(readings.map(({ id, corrected }) => [id, corrected])),
    byCase: new Map(settled.map(({ caseId, ...said }) => [caseId, said])),
  };
}

async function readMarkedNotes(services: Services, of: CampaignOf, { readers, prompt }: Rules) {
  const reviewers = await listReviewers(services.db, of);
  const facts = await readRoundFacts(services, of, reviewers, { kind: readers, bySentence: false });
  const [texts, { byReading, byCase }] = await Promise.all([
    readCaseTexts(services.sql, of, prompt),
    readCorrections(services.sql, of),
  ]);
  const said = new Map(facts.sample.map((each) => [each.id, each]));
  const notes = texts.flatMap(({ id, other: _, otherArm: __, otherGenerationId: ___, ...text }): ReadNote[] => {
    const found = said.get(id);
    if (!found) return [];
    const adjudicated = byCase.get(id);
    return [
      {
        ...{ ...text, caseId: id, campaignId: of.campaignId, readers: facts.kind },
        readings: found.readings.map(({ assessmentId, reviewerId, answer, at }) => {
          return { assessmentId, reviewerId, answer, at, corrected: byReading.get(assessmentId) ?? null };
        }),
        settled:
          found.settled && adjudicated
            ? { adjudicationId: adjudicated.id, answer: found.settled.answer, corrected: adjudicated.corrected }
            : null,
      },
    ];
  });
  return { readers: facts.kind, notes };
}

type ChoiceRow = { id: string; caseId: string; reviewerId: string; verdict: Verdict; swapped: boolean };

async function readChosenNotes(services: Services, of: CampaignOf, { readers, prompt }: Rules) {
  const [reviewers, texts, rows] = await Promise.all([
    listReviewers(services.db, of),
    readCaseTexts(services.sql, of, prompt),
    services.sql<ChoiceRow[]>`
      select a.id, a.case_id as "caseId", a.reviewer_id as "reviewerId", a.verdict, t.swapped
      from assessment a join assignment t on t.project_id = a.project_id and t.id = a.assignment_id
      where a.project_id = ${of.projectId} and a.campaign_id = ${of.campaignId} and a.current order by a.id`,
  ]);
  const kind = readers ?? chooseKind(reviewers, new Set(rows.map(({ reviewerId }) => reviewerId)));
  const own = new Set(reviewers.filter((each) => each.kind === kind).map(({ id }) => id));
  const byCase = groupBy(
    rows.filter(({ reviewerId }) => own.has(reviewerId)),
    ({ caseId }) => caseId,
  );
  const choices = texts.flatMap((each): ChosenNotes[] => {
    const { id, note, other, arm, otherArm, generationId, otherGenerationId, ...text } = each;
    const given = byCase.get(id);
    if (!other || !given) return [];
    return [
      {
        ...{ ...text, caseId: id, campaignId: of.campaignId, readers: kind },
        first: { note, arm, generationId },
        second: { note: other, arm: otherArm, generationId: otherGenerationId },
        readings: given.map(({ id: assessmentId, reviewerId, verdict, swapped }) => {
          const choice = unswapVerdict(verdict, swapped);
          const judged = choice === "first" || choice === "second" || choice === "tie" ? choice : null;
          return { assessmentId, reviewerId, choice: judged };
        }),
      },
    ];
  });
  return { readers: kind, choices };
}

/** What a closed round says of its notes, or of pairs of them; readers of one kind alone. */
export async function readRoundOfPairs(services: Services, of: CampaignOf, rules: Rules): Promise<ReadRound> {
  const { name, protocol } = await requireClosed(services.db, of);
  const at = { campaignId: of.campaignId, name };
  if (protocol.mode !== "side-by-side") return { ...at, ...(await readMarkedNotes(services, of, rules)), choices: [] };
  return { ...at, ...(await readChosenNotes(services, of, rules)), notes: [] };
}
