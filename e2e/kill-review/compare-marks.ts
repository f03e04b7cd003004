import type { AssessmentChange } from "@/domain/assessments/assessment-change";
import { countedSeconds } from "@/domain/assessments/focus-seconds";
import { foldAssessment } from "@/domain/assessments/fold-assessment";
import { readAssessment } from "@/domain/assessments/missing-fields";
import type { Protocol } from "@/domain/campaigns/protocol";
import { canonicalJson } from "@/server/audit/canonical-json";
import type { Entry } from "./change-record";
import type { StoredRound } from "./reading-site";

export type FaultKind = "lost" | "changed" | "doubled" | "halved" | "misread" | "unread" | "left";
/** Named by ids alone. */
export type Fault = { kind: FaultKind; id: string; what: string };

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

type Said = Pick<AssessmentChange, "assignmentId" | "clock" | "hintsShown" | "seconds" | "body">;

const contentOf = ({ assignmentId, clock, hintsShown, seconds, body }: Said, madeAt: string): string =>
  canonicalJson({ assignmentId, clock, hintsShown, seconds: countedSeconds(seconds), madeAt, body });

const contentOfChange = (change: AssessmentChange): string => contentOf(change, new Date(change.madeAt).toISOString());
const contentOfRow = (row: StoredRound["changes"][number]): string => contentOf(row, row.madeAt.toISOString());

/** In the database, or still in the browser's own store; as it was made in whichever has it. */
export function findLost(
  entries: readonly Entry[],
  stored: StoredRound,
  unsent: ReadonlyMap<string, AssessmentChange>,
): Fault[] {
  const rows = new Map(stored.changes.map((row) => [row.id, contentOfRow(row)]));
  return entries.flatMap(({ change, ticked }): Fault[] => {
    const { id } = change;
    const wanted = contentOfChange(change);
    const kept = unsent.get(id);
    const found = [rows.get(id), kept && contentOfChange(kept)].filter((each) => each !== undefined);
    if (found.length === 0) return ticked ? [{ kind: "lost", id, what: `${change.body.kind}, ticked` }] : [];
    return found.every((each) => each === wanted) ? [] : [{ kind: "changed", id, what: change.body.kind }];
  });
}

/** What one key made, as a mark and the verdict that it takes back, is there whole or not at all. */
export function findHalved(entries: readonly Entry[], stored: StoredRound): Fault[] {
  const there = new Set(stored.changes.map(({ id }) => id));
  const groups = groupBy(entries, ({ group }) => group);
  return [...groups.values()].flatMap((group): Fault[] => {
    const kept = group.filter(({ change }) => there.has(change.id)).length;
    const [first] = group;
    if (!first || kept === 0 || kept === group.length) return [];
    return [{ kind: "halved", id: first.change.id, what: `${kept} of ${group.length} that one key made` }];
  });
}

/** The same thing under a second name, or a version that says what the one before it said. */
export function findDoubled({ changes, versions }: StoredRound): Fault[] {
  const seen = new Set<string>();
  const twice = changes.flatMap((row): Fault[] => {
    const content = canonicalJson([row.assignmentId, row.clock, row.madeAt, row.body]);
    if (seen.has(content)) return [{ kind: "doubled", id: row.id, what: row.body.kind }];
    seen.add(content);
    return [];
  });
  const current = groupBy(
    versions.filter((each) => each.current),
    ({ assignmentId }) => assignmentId,
  );
  const several = [...current].filter(([, rows]) => rows.length > 1);
  return [...twice, ...several.map(([id]): Fault => ({ kind: "doubled", id, what: "two assessments of now" }))];
}

/** The assessment of each case is what its changes come to: those of the reader's record, where she saw them all. */
export function findMisread(entries: readonly Entry[], stored: StoredRound, protocol: Protocol): Fault[] {
  const rows = groupBy(stored.changes, ({ assignmentId }) => assignmentId);
  const own = new Map(entries.map(({ change }) => [change.id, change]));
  return [...rows].flatMap(([id, changes]): Fault[] => {
    const remembered = changes.map((row) => own.get(row.id) ?? row);
    const draft = foldAssessment(remembered.map((each) => ({ ...each, seconds: countedSeconds(each.seconds) })));
    const read = readAssessment(draft, protocol);
    const current = stored.versions.find((each) => each.assignmentId === id && each.current);
    if (!read && !current) return [];
    if (!read || !current) return [{ kind: "misread", id, what: read ? "no assessment" : "an assessment too many" }];
    const { verdict, marks, corrected, unsure, comment, reason, strength } = current;
    const same =
      canonicalJson({ verdict, marks, corrected, unsure, comment, reason, strength }) === canonicalJson(read);
    return same ? [] : [{ kind: "misread", id, what: `assessment of version ${current.version}` }];
  });
}

/** Ids of the marks that a case comes to. */
export function marksOf(stored: StoredRound, assignment: string): string[] {
  const changes = stored.changes.filter(({ assignmentId }) => assignmentId === assignment);
  return foldAssessment(changes)
    .marks.map(({ id }) => id)
    .sort();
}
