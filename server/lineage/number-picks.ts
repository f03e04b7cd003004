import type { LineageSubject } from "@/domain/lineage/lineage-subject";
import { STUDY_NUMBERS, type StudyNumber } from "@/domain/lineage/study-numbers";
import { DomainError } from "../errors";
import type { Asking } from "./asking";
import { type CountedCases, readCountedCases } from "./counted-cases";
import { NO_PICKS, type Picks } from "./picks";

export type NumberPicked = {
  title: string;
  study: { id: string; name: string };
  number: StudyNumber;
  picks: Picks;
  /** Runs that the number stands on without a label. */
  runs: string[];
  /** It measures the texts themselves, and counts those that were judged. */
  onTexts: boolean;
  /** Why there is no number yet. */
  missing: string | null;
};

const NOT_YET = "It has not been measured: the round that reads old and new notes mixed is not closed.";

function picksOf({ sql, projectId }: Asking, number: StudyNumber, counted: CountedCases): Picks {
  const sides: readonly string[] = STUDY_NUMBERS[number].sides;
  const wanted = counted.cases.filter(({ runId }) => sides.includes(runId === counted.before ? "before" : "after"));
  const ids = wanted.map(({ id }) => id);
  const readers = sql`
    select id from campaign_reviewer
    where project_id = ${projectId} and campaign_id = ${counted.campaignId} and kind = ${counted.kind}`;
  const column = (name: "generation_id" | "example_id") => sql`
    select ${sql(name)} from campaign_case where project_id = ${projectId} and id = any(${ids})`;
  return {
    labels: sql`a.current and a.case_id = any(${ids}) and a.reviewer_id in (${readers})`,
    settled: sql`d.current and d.case_id = any(${ids})`,
    texts: sql`g.id in (${column("generation_id")})`,
    notes: sql`e.id in (${column("example_id")})`,
    pairs: null,
  };
}

/** Every run of the study that stands: what it cost is their sum. */
const readRuns = async ({ sql, projectId }: Asking, studyId: string) =>
  (await sql<{ id: string }[]>`select id from run where project_id = ${projectId} and study_id = ${studyId}`).map(
    ({ id }) => id,
  );

/** What a number of a study's answer counts: the very cases that the answer pairs. */
export async function pickNumber(asking: Asking, subject: LineageSubject): Promise<NumberPicked> {
  const { sql, projectId } = asking;
  const number = subject.number ?? "difference";
  const [study] = await sql<{ id: string; name: string }[]>`
    select id, name from study where project_id = ${projectId} and id = ${subject.id}`;
  if (!study) throw new DomainError("NotFound", "There is no such study in this project.");
  const { title, rests } = STUDY_NUMBERS[number];
  const named = { title: `${title} of ${study.name}`, study, number, onTexts: rests === "texts" };
  const told = { ...named, picks: NO_PICKS, runs: [], missing: null };
  if (rests === "runs") return { ...told, runs: await readRuns(asking, study.id) };
  const counted = await readCountedCases(asking, subject);
  if (!counted) return { ...told, missing: NOT_YET };
  if (rests === "evaluation") return { ...told, runs: counted.kept };
  return { ...told, picks: picksOf(asking, number, counted) };
}
