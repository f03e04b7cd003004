import { newId } from "@/domain/identifiers";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { insertRun, type Launcher } from "./insert-run";
import { nameSweep } from "./name-sweep";
import { shareReference, storeReferenceOfMany } from "./share-reference";
import { refuseTooMany, type SweepRequest } from "./sweep-request";

/** Launches runs that differ in the named settings, models and seeds, all or none, under a tag of their own. */
export async function launchSweep(
  { db, now }: Pick<Services, "db" | "now">,
  by: Launcher,
  request: SweepRequest,
): Promise<{ runIds: string[]; tag: string }> {
  refuseTooMany(request);
  const tag = `sweep-${newId().slice(0, 6)}`;
  const runIds = await db.transaction(async (tx) => {
    const made: string[] = [];
    const { runs, problems } = await nameSweep(tx, by.projectId, storeReferenceOfMany(request));
    if (problems.length > 0) {
      throw new DomainError("Validation", problems.map(({ what }) => what).join(" "), problems);
    }
    const withReference = shareReference(tx, by, now());
    for (const each of runs) {
      made.push(await insertRun(tx, by, await withReference({ ...each, tags: [...each.tags, tag] }), now()));
    }
    return made;
  });
  return { runIds, tag };
}
