import type { campaign } from "@/db/schema/campaigns";
import { sha256 } from "../audit/append-audit";
import { canonicalJson } from "../audit/canonical-json";
import type { CaseRow } from "./make-cases";

/** What of a campaign stays as it is once its round was opened. */
export function campaignContent(row: typeof campaign.$inferSelect) {
  const { id, projectId, name, title, origin, protocol, design, frame, splitter } = row;
  return { id, projectId, name, title, origin, protocol, design, frame, splitter };
}

/** Over what every case is, in the order of kind and place. */
export function digestOfCases(rows: readonly CaseRow[]): string {
  const facts = rows
    .map(({ id, kind, position, noteDigest, otherNoteDigest, sourceDigest, arm, truth }) => ({
      id,
      kind,
      position,
      noteDigest,
      otherNoteDigest: otherNoteDigest ?? null,
      sourceDigest,
      arm: arm ?? null,
      truth: truth ?? null,
    }))
    .sort((one, other) => (one.kind === other.kind ? one.position - other.position : one.kind < other.kind ? -1 : 1));
  return sha256(canonicalJson(facts));
}
