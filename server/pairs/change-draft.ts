import type { TransactionSql } from "postgres";
import { newId } from "@/domain/identifiers";
import { applyDraftEdit, editProblems } from "@/domain/pairs/apply-draft-edit";
import type { DraftEdit } from "@/domain/pairs/draft-edit";
import type { PairBefore, PairChangeKind, PairFields } from "@/domain/pairs/pair-change";
import type { PairProvenance } from "@/domain/pairs/pair-provenance";
import { sha256 } from "../audit/append-audit";
import { appendAuditSql } from "../audit/append-audit-sql";
import { canonicalJson } from "../audit/canonical-json";
import type { Services } from "../context";
import { DomainError } from "../errors";
import type { PairScope } from "./build-pair-set";
import { lockPairSet, type PairSetOf } from "./lock-pair-set";

export type DraftOf = PairSetOf & { draftId: string };
export type ChangeOfDraft = {
  /** Of the draft as whoever changes it saw it. */
  version: number;
  edit: DraftEdit;
};

type Draft = PairFields & { version: number; erased: boolean; provenance: PairProvenance | null };
type Change = { id: string; kind: PairChangeKind; before: PairBefore; after: PairFields; reason: string };

const fieldsOf = ({ chosen, rejected, hChosen, hRejected, flipped, excludedReason }: PairFields): PairFields => {
  return { chosen, rejected, hChosen, hRejected, flipped, excludedReason };
};
const digestOf = (fields: PairFields): string => sha256(canonicalJson(fields));

async function lockDraft(tx: TransactionSql, { projectId, pairSetId, draftId }: DraftOf, version: number) {
  const [found] = await tx<Draft[]>`
    select chosen, rejected, h_chosen as "hChosen", h_rejected as "hRejected", flipped,
      excluded_reason as "excludedReason", version, erased_at is not null as erased, provenance
    from pair_draft
    where project_id = ${projectId} and pair_set_id = ${pairSetId} and id = ${draftId} for update`;
  if (!found) throw new DomainError("NotFound", "There is no such pair in this set.");
  if (found.erased) throw new DomainError("InvalidState", "The text of this pair was erased.");
  if (found.version !== version) {
    throw new DomainError("Conflict", "Somebody else changed this pair meanwhile. Load it again.");
  }
  return found;
}

async function readUndone(tx: TransactionSql, { pairSetId, draftId }: DraftOf, changeId: string, now: PairFields) {
  const [found] = await tx<(Change & { undone: boolean })[]>`
    select id, kind, before, after, reason,
      exists (select from pair_change later where later.undoes = pair_change.id) as undone
    from pair_change where id = ${changeId} and pair_set_id = ${pairSetId} and pair_draft_id = ${draftId}`;
  if (!found) throw new DomainError("NotFound", "There is no such change of this pair.");
  if (found.undone) throw new DomainError("InvalidState", "This change was taken back already.");
  if (digestOf(found.after) !== digestOf(now)) {
    throw new DomainError("Conflict", "The pair was changed after this. Take the later change back first.");
  }
  return found;
}

function provenanceAfter(before: PairProvenance | null, from: PairFields, to: PairFields): PairProvenance | null {
  if (!before) return null;
  const turned = from.flipped !== to.flipped;
  const [chosen, rejected] = turned ? [before.rejected, before.chosen] : [before.chosen, before.rejected];
  const [hChosen, hRejected] = turned ? [from.hRejected, from.hChosen] : [from.hChosen, from.hRejected];
  const by = (label: PairProvenance["chosen"]["label"], same: boolean) => (same ? label : ("person" as const));
  const texts = from.chosen !== to.chosen || from.rejected !== to.rejected;
  return {
    ...before,
    chosen: { ...chosen, label: by(chosen.label, hChosen === to.hChosen) },
    rejected: { ...rejected, label: by(rejected.label, hRejected === to.hRejected) },
    edited: before.edited || texts || hChosen !== to.hChosen || hRejected !== to.hRejected,
  };
}

type Next = PairFields & { provenance: PairProvenance | null };

async function writeDraft(tx: TransactionSql, { draftId }: DraftOf, { provenance, ...after }: Next): Promise<void> {
  await tx`
    update pair_draft set chosen = ${after.chosen}, rejected = ${after.rejected}, h_chosen = ${after.hChosen},
      h_rejected = ${after.hRejected}, flipped = ${after.flipped}, excluded_reason = ${after.excludedReason},
      version = version + 1,
      provenance = ${provenance === null ? null : JSON.stringify(provenance)}::text::jsonb
    where id = ${draftId}`;
}

function nextOf(draft: Draft, edit: DraftEdit, undone: Change | null): Next {
  const before = fieldsOf(draft);
  if (edit.kind === "undo") {
    const { provenance = draft.provenance, ...fields }: PairBefore = undone?.before ?? before;
    return { ...fields, provenance };
  }
  const after = applyDraftEdit(before, edit);
  return { ...after, provenance: provenanceAfter(draft.provenance, before, after) };
}

/** Changes a draft, with what it was before kept in the trail; of two who change it one is told. */
export async function changeDraft(
  { sql, now }: Pick<Services, "sql" | "now">,
  { projectId, actor }: PairScope,
  of: DraftOf,
  { version, edit }: ChangeOfDraft,
): Promise<{ change: string; version: number }> {
  const problems = editProblems(edit);
  if (problems.length > 0) throw new DomainError("Validation", "This is no pair.", problems);
  return sql.begin(async (tx) => {
    await lockPairSet(tx, of, "edit");
    const draft = await lockDraft(tx, of, version);
    const before = fieldsOf(draft);
    const undone = edit.kind === "undo" ? await readUndone(tx, of, edit.change, before) : null;
    const next = nextOf(draft, edit, undone);
    const after = fieldsOf(next);
    await writeDraft(tx, of, next);
    const row = {
      ...{ id: newId(), projectId, pairSetId: of.pairSetId, pairDraftId: of.draftId, kind: edit.kind },
      ...{ beforeDigest: digestOf(before), afterDigest: digestOf(after), undoes: undone?.id ?? null },
      ...{ reason: edit.kind === "undo" ? "" : edit.reason, changedAt: now() },
    };
    await tx`
      insert into pair_change (id, project_id, pair_set_id, pair_draft_id, kind, before, after, before_digest,
        after_digest, reason, undoes, changed_by, changed_at)
      values (${row.id}, ${projectId}, ${row.pairSetId}, ${row.pairDraftId}, ${row.kind},
        ${JSON.stringify({ ...before, provenance: draft.provenance })}::text::jsonb, ${JSON.stringify(after)}::text::jsonb, ${row.beforeDigest},
        ${row.afterDigest}, ${row.reason}, ${row.undoes}, ${actor.id}, ${row.changedAt})`;
    await appendAuditSql(tx, now(), [
      {
        ...{ actor, projectId, action: `pair.${edit.kind}`, subject: "pair_change", subjectId: row.id, row },
        facts: { set: of.pairSetId, pair: of.draftId },
      },
    ]);
    return { change: row.id, version: version + 1 };
  });
}
