import type { Services } from "../context";
import { insertRun, type Launcher } from "./insert-run";
import type { LaunchRequest } from "./launch-request";
import { shareReference } from "./share-reference";

/** Launches one run; where it trains against a stored reference and names none, the run that measures it, too. */
export async function launchRun(
  { db, now }: Pick<Services, "db" | "now">,
  by: Launcher,
  request: LaunchRequest,
): Promise<{ runId: string }> {
  const runId = await db.transaction(async (tx) =>
    insertRun(tx, by, await shareReference(tx, by, now())(request), now()),
  );
  return { runId };
}
