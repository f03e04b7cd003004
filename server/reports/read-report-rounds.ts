import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { ReviewerKind } from "@/domain/campaigns/reviewers";
import type { GateResult } from "@/domain/gates/gate-result";
import { describeRule } from "@/domain/gates/rule-words";
import type { ReportRound } from "@/domain/reports/report-content";
import type { Services } from "../context";
import { readCampaignResult } from "../gates/read-campaign-result";

type Reading = Pick<Services, "db" | "sql">;

export type ReaderRow = {
  campaignId: string;
  reviewerId: string;
  kind: ReviewerKind;
  identity: string;
  readings: number;
  seconds: number;
};

/** Whoever read in one of the rounds; a person is the same in all of them. */
async function listReaders(db: Database, projectId: string, campaigns: readonly string[]): Promise<ReaderRow[]> {
  return db.execute<ReaderRow>(sql`
    select r.campaign_id as "campaignId", r.id as "reviewerId", r.kind, coalesce(r.user_id, r.kind || ' ' || r.name) as identity,
      count(a.id)::int as readings, coalesce(sum(a.seconds), 0)::float8 as seconds
    from campaign_reviewer r join campaign k on k.project_id = r.project_id and k.id = r.campaign_id and k.state = 'closed'
      join assessment a on a.project_id = r.project_id and a.reviewer_id = r.id and a.current
      join campaign_case c on c.project_id = a.project_id and c.id = a.case_id and c.kind = 'sample'
    where r.project_id = ${projectId} and r.campaign_id in ${[...campaigns, ""]}
    group by 1, 2, 3, 4`);
}

/** R1 to Rn in an order that says nothing of names, nor of who began. */
export class ReaderNames {
  readonly #names = new Map<string, string>();

  constructor(
    readonly rows: readonly ReaderRow[],
    subjectId: string,
  ) {
    const placed = [...new Set(rows.map(({ identity }) => identity))].map((identity) => ({
      identity,
      place: createHash("sha256").update(`${subjectId} ${identity}`).digest("hex"),
    }));
    placed.sort((one, other) => (one.place < other.place ? -1 : 1));
    const numbered = new Map(placed.map(({ identity }, at) => [identity, `R${at + 1}`]));
    for (const { reviewerId, identity } of rows) this.#names.set(reviewerId, numbered.get(identity) ?? "R?");
  }

  /** Of a round that several kinds read those whose readings count. */
  counted(campaignId: string, kind: ReviewerKind): ReaderRow[] {
    return this.rows.filter((row) => row.campaignId === campaignId && row.kind === kind);
  }

  of(reviewerId: string): string {
    return this.#names.get(reviewerId) ?? "R?";
  }
}

export const readReaderNames = async (
  db: Database,
  { projectId, campaigns, subjectId }: { projectId: string; campaigns: readonly string[]; subjectId: string },
): Promise<ReaderNames> => new ReaderNames(await listReaders(db, projectId, campaigns), subjectId);

const agreementOf = ({ agreement: { overall } }: GateResult) => [
  overall.raw,
  overall.kappa,
  overall.alpha,
  overall.ac1,
];

/** One closed round: its rate by its rule, who read how much, and how far readers agree. */
export async function readReportRound(
  services: Reading,
  of: { projectId: string; campaignId: string },
  names: ReaderNames,
): Promise<ReportRound | null> {
  const { campaign, rule, result, shown } = await readCampaignResult(services, of);
  if (shown !== "result" || !result || campaign.state !== "closed") return null;
  const readers = names
    .counted(of.campaignId, result.kind)
    .map(({ reviewerId, readings, seconds }) => ({ reader: names.of(reviewerId), readings, seconds }));
  const number = ({ reader }: { reader: string }) => Number(reader.slice(1));
  return {
    ...{ id: campaign.id, name: campaign.name, kind: result.kind },
    ...{ rule: describeRule(rule.rule), ruleVersion: rule.version },
    ...{ verdict: result.verdict, because: result.decision.because, rate: result.rate },
    ...{ agreement: agreementOf(result), readTwice: result.agreement.readTwice },
    readers: readers.sort((one, other) => number(one) - number(other)),
    cautions: result.cautions,
  };
}
