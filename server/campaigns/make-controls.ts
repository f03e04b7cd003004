import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { campaignCase } from "@/db/schema/campaigns";
import type { KnownAnswer } from "@/domain/campaigns/campaign-request";
import { checkControl } from "@/domain/campaigns/check-control";
import type { Protocol } from "@/domain/campaigns/protocol";
import { newId } from "@/domain/identifiers";
import { sha256 } from "../audit/append-audit";
import { DomainError } from "../errors";
import { type At, type CaseRow, countSentences, insertCases } from "./make-cases";
import { storeTexts } from "./store-texts";

/** Practice cases, planted errors and clean controls, each with its settled answer and where that comes from. */
export async function makeControls(
  tx: Transaction,
  at: At,
  { controls, protocol }: { controls: readonly KnownAnswer[]; protocol: Protocol },
): Promise<CaseRow[]> {
  const problems = controls.flatMap((control, place) =>
    checkControl(control, protocol).map((what) => ({ where: `controls.${place}`, what })),
  );
  if (problems.length > 0) {
    throw new DomainError("Validation", "A case with a known answer does not fit the protocol.", problems);
  }
  const erased = await storeTexts(
    tx,
    at.projectId,
    controls.flatMap(({ source, note, otherNote }) => [source, note, ...(otherNote === null ? [] : [otherNote])]),
  );
  const taken = await tx
    .select({ kind: campaignCase.kind, next: sql<number>`max(${campaignCase.position}) + 1` })
    .from(campaignCase)
    .where(sql`${campaignCase.campaignId} = ${at.campaignId}`)
    .groupBy(campaignCase.kind);
  const itemOf = await readItems(tx, at);
  const next = new Map(taken.map(({ kind, next }) => [kind, next]));
  const rows = controls.map((control) => {
    const [noteDigest, sourceDigest] = [sha256(control.note), sha256(control.source)];
    const otherNoteDigest = control.otherNote === null ? null : sha256(control.otherNote);
    if ([noteDigest, sourceDigest, otherNoteDigest ?? ""].some((digest) => erased.has(digest))) {
      throw new DomainError("InvalidState", "This text was erased; it cannot be brought back.");
    }
    const id = newId();
    const position = next.get(control.kind) ?? 0;
    next.set(control.kind, position + 1);
    return {
      id,
      ...at,
      position,
      kind: control.kind,
      item: itemOf.get(sourceDigest) ?? control.exampleId ?? id,
      groupKey: control.exampleId ?? id,
      noteDigest,
      otherNoteDigest,
      sourceDigest,
      section: control.section,
      sentences: countSentences(control.note),
      exampleId: control.exampleId,
      truth: control.truth,
      provenance: control.provenance,
    };
  });
  await insertCases(tx, rows);
  return rows;
}

/** Items of the sample by their source: a known case of the same source is kept apart from them as arms are. */
async function readItems(tx: Transaction, { campaignId }: At): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .selectDistinct({ source: campaignCase.sourceDigest, item: campaignCase.item })
    .from(campaignCase)
    .where(and(eq(campaignCase.campaignId, campaignId), eq(campaignCase.kind, "sample")));
  return new Map(rows.map(({ source, item }) => [source, item]));
}
