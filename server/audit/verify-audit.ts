import { asc, gt } from "drizzle-orm";
import type { Database } from "@/db/database";
import { auditEntry } from "@/db/schema/audit";
import type { AuditCheck, AuditFinding, AuditHead } from "@/domain/audit/audit-answer";
import { contentDigest, digestOf, FIRST_DIGEST } from "./append-audit";
import { AUDITED_ROWS, type AuditedSubject, isAudited, listAuditedIds, readAuditedRows } from "./audited-rows";
import { checkCurrent } from "./check-current";

type Entry = typeof auditEntry.$inferSelect;

const PAGE = 2_000;
/** More are the same story. */
const MOST_FINDINGS = 1_000;

async function* readChain(db: Database): AsyncGenerator<Entry[]> {
  for (let after = -1; ; ) {
    const page = await db
      .select()
      .from(auditEntry)
      .where(gt(auditEntry.sequence, after))
      .orderBy(asc(auditEntry.sequence))
      .limit(PAGE);
    if (page.length === 0) return;
    yield page;
    after = page.at(-1)?.sequence ?? after;
  }
}

/** What one entry shows by itself and beside the one before it. */
function checkEntry(entry: Entry, last: AuditHead): AuditFinding[] {
  const { digest, ...rest } = entry;
  const found: AuditFinding[] = [];
  const tell = (kind: AuditFinding["kind"], what: string) => found.push({ sequence: entry.sequence, kind, what });
  if (entry.sequence !== last.sequence + 1) {
    tell("entry-removed", `Entries ${last.sequence + 1} to ${entry.sequence - 1} are not there.`);
  }
  if (digestOf(rest) !== digest) tell("entry-edited", "The entry is not what was written.");
  else if (entry.previous !== last.digest)
    tell("entry-moved", "The entry before it is another one than it was written after.");
  return found;
}

/** The newest word on every row that the chain vouches for. */
type Vouched = Map<AuditedSubject, Map<string, { sequence: number; content: string }>>;

async function checkRows(db: Database, vouched: Vouched): Promise<{ rows: number; findings: AuditFinding[] }> {
  const findings: AuditFinding[] = [];
  let rows = 0;
  for (const subject of Object.keys(AUDITED_ROWS).filter(isAudited)) {
    const told = vouched.get(subject) ?? new Map();
    const missing = new Set(told.keys());
    for await (const ids of listAuditedIds(db, subject, PAGE)) {
      rows += ids.length;
      const contents = await readAuditedRows(db, subject, ids);
      for (const [id, content] of contents) {
        missing.delete(id);
        const word = told.get(id);
        if (!word) findings.push({ sequence: null, kind: "row-added", what: `No entry tells of ${subject} ${id}.` });
        else if (contentDigest(subject, content) !== word.content) {
          findings.push({
            sequence: word.sequence,
            kind: "row-edited",
            what: `${subject} ${id} is not what was written.`,
          });
        }
      }
    }
    for (const id of missing) {
      findings.push({
        sequence: told.get(id)?.sequence ?? null,
        kind: "row-removed",
        what: `${subject} ${id} is not there any more.`,
      });
    }
  }
  return { rows, findings };
}

/** What the chain said, gathered on the way through it. */
class Words {
  readonly vouched: Vouched = new Map();
  readonly versions = new Map<string, number>();
  readonly withdrawals = new Map<string, number>();

  add({ subject, subjectId, sequence, content, action }: Entry): void {
    if (action === "assessment.withdraw") this.withdrawals.set(subjectId, sequence);
    if (!isAudited(subject)) return;
    if (!this.versions.has(subjectId)) this.versions.set(subjectId, sequence);
    const words = this.vouched.get(subject) ?? new Map();
    this.vouched.set(subject, words);
    if (content !== null) words.set(subjectId, { sequence, content });
    else if (action.endsWith(".erase")) words.delete(subjectId);
  }
}

/** Somebody may have exported twice at one entry; the honest head must not be hidden behind a later one. */
function checkHeads(entry: Entry, heads: ReadonlyMap<number, ReadonlySet<string>>): AuditFinding[] {
  const differing = [...(heads.get(entry.sequence) ?? [])].filter((digest) => digest !== entry.digest);
  const what = "The chain was written anew: it differs from the head that was exported here.";
  return differing.map(() => ({ sequence: entry.sequence, kind: "head-differs", what }));
}

/**
 * Walks the whole chain, and every row that it vouches for. Heads that were exported earlier show what the owner of the
 * database alone could hide: a chain that was written anew is whole in itself.
 */
export function verifyAudit(db: Database, heads: readonly AuditHead[]): Promise<AuditCheck> {
  // At one moment: what is written meanwhile is neither in the chain nor among the rows.
  return db.transaction((tx) => verifyAt(tx, heads), { isolationLevel: "repeatable read", accessMode: "read only" });
}

async function verifyAt(db: Database, heads: readonly AuditHead[]): Promise<AuditCheck> {
  const wanted = new Map<number, Set<string>>();
  for (const { sequence, digest } of heads) {
    wanted.set(sequence, (wanted.get(sequence) ?? new Set<string>()).add(digest));
  }
  const findings: AuditFinding[] = [];
  const words = new Words();
  let last: AuditHead = { sequence: 0, digest: FIRST_DIGEST };
  let entries = 0;
  for await (const page of readChain(db)) {
    for (const entry of page) {
      entries += 1;
      findings.push(...checkEntry(entry, last), ...checkHeads(entry, wanted));
      words.add(entry);
      last = { sequence: entry.sequence, digest: entry.digest };
    }
  }
  const cut = heads.filter(({ sequence }) => sequence > last.sequence);
  for (const { sequence } of cut) {
    const what = `The chain ends at ${last.sequence}; a head was exported at ${sequence}.`;
    findings.push({ sequence, kind: "entry-removed", what });
  }
  const checked = await checkRows(db, words.vouched);
  findings.push(...checked.findings, ...(await checkCurrent(db, words)));
  return {
    entries,
    rows: checked.rows,
    heads: heads.length,
    head: entries === 0 ? null : last,
    findings: findings.slice(0, MOST_FINDINGS),
  };
}
