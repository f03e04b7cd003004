import type { TraceMember } from "@/domain/lineage/lineage-answer";
import type { LineageSubject } from "@/domain/lineage/lineage-subject";
import { DomainError } from "../errors";
import type { Viewing } from "./asking";
import {
  listLabels,
  listNotes,
  listPairs,
  listReaders,
  listSettled,
  listTexts,
  type MemberList,
  type PlacedMember,
} from "./member-lists";
import { pickNumber } from "./number-picks";
import { type Condition, NO_PICKS, PICK_NAMES, type Picks, picked } from "./picks";
import { pickRows } from "./subject-picks";
import { listVersionLabels } from "./version-labels";

type Asked = { list: string; cursor: string; limit: number };
type Wanted = { members: MemberList; which: Condition };

const LISTS = {
  ...{ labels: listLabels, settled: listSettled, texts: listTexts, pairs: listPairs, notes: listNotes },
} as const satisfies Record<keyof Picks, MemberList>;

/** Of one list: which rows, and of what. Lists of whole versions and rounds are the same for every subject. */
function findList({ sql, projectId }: Viewing, picks: Picks, list: string): Wanted | null {
  const [name = "", by = ""] = list.split("@");
  const pick = PICK_NAMES.find((each) => each === name);
  if (pick) {
    const which = picks[pick];
    return which && { members: LISTS[pick], which: sql`${which} and ${picked(sql, projectId)[pick].by} = ${by}` };
  }
  if (name === "readers") {
    return picks.labels && { members: listReaders, which: sql`${picks.labels} and a.campaign_id = ${by}` };
  }
  if (name === "all-readers") return { members: listReaders, which: sql`a.current and a.campaign_id = ${by}` };
  if (name === "all-pairs") return { members: listPairs, which: sql`p.dataset_version_id = ${by}` };
  return null;
}

async function readPicks(viewing: Viewing, subject: LineageSubject): Promise<Picks> {
  if (subject.of === "study") return (await pickNumber(viewing, subject)).picks;
  if (subject.of === "run" || subject.of === "version") return NO_PICKS;
  return (await pickRows(viewing, subject.of, subject.id)).picks;
}

/** A window of the rows that one node of a lineage stands for. */
export async function listMembers(viewing: Viewing, subject: LineageSubject, { list, cursor, limit }: Asked) {
  const [whole, version = ""] = list.split("@");
  if (whole === "all-labels") return listVersionLabels(viewing, version, { after: cursor, limit });
  const found = findList(viewing, list.startsWith("all-") ? NO_PICKS : await readPicks(viewing, subject), list);
  if (!found) throw new DomainError("NotFound", "There is no such list in this lineage.");
  const rows = await found.members(viewing, found.which, { after: cursor, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const items = shown.map(({ place: _, ...member }: PlacedMember): TraceMember => member);
  return { items, nextCursor: rows.length > limit ? (shown.at(-1)?.place ?? null) : null };
}

/** The first rows of single lists, for the names of what stands alone. */
export async function nameMember(viewing: Viewing, picks: Picks, list: string): Promise<TraceMember | null> {
  const found = findList(viewing, picks, list);
  if (!found) return null;
  const [first] = await found.members(viewing, found.which, { after: "", limit: 1 });
  return first ?? null;
}
