import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { assessment, assignment } from "@/db/schema/assessments";
import { campaign } from "@/db/schema/campaigns";
import { designSchema } from "@/domain/campaigns/design";
import { protocolSchema } from "@/domain/campaigns/protocol";
import { formatCounted } from "@/domain/format/number";
import { gateRuleSchema } from "@/domain/gates/gate-rule";
import { newId } from "@/domain/identifiers";
import type { LabelImport } from "@/domain/labels/label-import";
import type { LabelledRound } from "@/domain/labels/labelled-round";
import { SPLITTER } from "@/domain/sentences/split-sentences";
import { type AuditFact, appendAudit } from "../audit/append-audit";
import { insertReaders, otherReaderRows } from "../campaigns/add-readers";
import { campaignContent, digestOfCases } from "../campaigns/campaign-content";
import type { CampaignScope } from "../campaigns/create-campaign";
import { type At, insertCases } from "../campaigns/make-cases";
import { storeTexts } from "../campaigns/store-texts";
import { writeStateChange } from "../campaigns/write-state-change";
import type { Services } from "../context";
import { holdErasures } from "../datasets/dataset-lock";
import { DomainError } from "../errors";
import { insertRule } from "../gates/store-gate-rule";
import { caseRowsOf, readingRowsOf } from "./labelled-rows";
import { readLabelFile, refuseProblems } from "./read-label-file";

const ROWS_PER_INSERT = 2_000;

function designOf({ items, readings }: LabelledRound) {
  const given = new Map<number, number>();
  for (const { item } of readings) given.set(item, (given.get(item) ?? 0) + 1);
  const several = [...given.values()].filter((count) => count > 1);
  const readersOfOverlap = Math.min(9, Math.max(2, ...several));
  const overlap = items.length === 0 ? 0 : several.length / items.length;
  return designSchema.parse({ overlap, readersOfOverlap, assignment: "fixed", repeats: 0, distance: 0 });
}

function protocolOf({ unit, protocol, readings }: LabelledRound) {
  const { taxonomy, severities, omissions, corrections } = protocol;
  const placed = readings.some(({ marks }) => marks.some(({ span }) => span.end > span.start));
  const typed = taxonomy.types.length > 1;
  const mode = placed || typed ? "marks" : "yes-no";
  return protocolSchema.parse({ mode, unit, taxonomy, severities, omissions, corrections, required: [] });
}

async function insertCampaign(
  tx: Transaction,
  at: At,
  round: LabelledRound,
  of: { name: string; by: string | null; now: Date },
) {
  const { name, by, now } = of;
  const [row] = await tx
    .insert(campaign)
    .values({
      id: at.campaignId,
      projectId: at.projectId,
      name,
      title: name,
      state: "closed",
      origin: "labels",
      protocol: protocolOf(round),
      design: designOf(round),
      frame: {
        source: { from: "texts" },
        items: round.items.length,
        arms: [...new Set(round.items.flatMap(({ arm }) => arm ?? []))],
        strata: { "": round.items.length },
        lengthEnds: [],
        leftOut: [],
      },
      splitter: SPLITTER,
      createdBy: by,
      createdAt: now,
      openedAt: now,
      closedAt: now,
    })
    .returning();
  if (!row) throw new Error("The campaign was not stored.");
  return row;
}

async function insertReadings(tx: Transaction, rows: ReturnType<typeof readingRowsOf>) {
  const stored: (typeof assessment.$inferSelect)[] = [];
  for (let from = 0; from < rows.turns.length; from += ROWS_PER_INSERT) {
    const to = from + ROWS_PER_INSERT;
    await tx.insert(assignment).values(rows.turns.slice(from, to));
    stored.push(...(await tx.insert(assessment).values(rows.said.slice(from, to)).returning()));
  }
  return stored;
}

/** The texts of rows were read before copies of them could be held. */
async function refuseErasedRows(tx: Transaction, projectId: string, { items }: LabelledRound): Promise<void> {
  const ids = items.flatMap(({ exampleId }) => exampleId ?? []);
  const [found] = await tx.execute<{ rows: number }>(sql`
    select count(*)::int as rows from example
    where project_id = ${projectId} and erased_at is not null
      and id in (select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`);
  if (!found?.rows) return;
  const what = `The text of ${formatCounted(found.rows, "row")} was erased while the file was read.`;
  throw new DomainError("InvalidState", `${what} Import it again.`);
}

/**
 * A file of labels as a closed campaign, whole or not at all. Its readers are names of the file and count as that. The
 * rule of its gate is stored as what it is: later than the labels.
 */
export async function importLabels(
  { db, now }: Pick<Services, "db" | "now">,
  { projectId, actor }: CampaignScope,
  input: LabelImport,
) {
  const round = await readLabelFile(db, projectId, input);
  refuseProblems(round);
  const at = { projectId, campaignId: newId() };
  const when = now();
  await db.transaction(async (tx) => {
    await holdErasures(tx, projectId);
    await refuseErasedRows(tx, projectId, round);
    const row = await insertCampaign(tx, at, round, { name: input.name, by: actor.id, now: when });
    const erased = await storeTexts(
      tx,
      projectId,
      round.items.flatMap(({ note, source }) => [note, source]),
    );
    const cases = caseRowsOf(at, round);
    await insertCases(tx, cases);
    const readers = otherReaderRows(
      at,
      round.readers.map((name) => ({ kind: "imported", name })),
    );
    await insertReaders(tx, readers);
    const readerIds = readers.map(({ id }) => id);
    const stored = await insertReadings(tx, readingRowsOf(at, round, { cases, readerIds, erased, now: when }));
    const counts = { items: cases.length, readers: readers.length, labels: stored.length, missing: round.missing };
    const of = { actor, projectId };
    const made: AuditFact = {
      ...of,
      action: "campaign.import",
      subject: "campaign",
      subjectId: at.campaignId,
      facts: counts,
      row: { ...campaignContent(row), cases: digestOfCases(cases) },
    };
    const change = await writeStateChange(tx, at, { action: "create", to: "closed", reason: null, actor, at: when });
    const rule = gateRuleSchema.parse({ unit: round.unit });
    const reason = "It stands where nobody chose one; the labels were there before.";
    const later = { version: 1, rule, assessmentsBefore: stored.length, reason };
    const facts = stored.map((each) => ({
      ...of,
      action: "assessment.import",
      subject: "assessment",
      subjectId: each.id,
      facts: { campaign: at.campaignId },
      row: each,
    }));
    await appendAudit(tx, when, made, change, await insertRule(tx, at, later, { actor, now: when }), ...facts);
  });
  const { items, readers, readings, missing } = round;
  const counts = { items: items.length, readers: readers.length, labels: readings.length, missing };
  return { id: at.campaignId, name: input.name, ...counts };
}
