import type { Services, Viewer } from "../context";
import { requireNotReading } from "../reports/require-not-reading";
import { readGraph, type StudyOf } from "./read-graph";
import { readStudyResult, type StudyResult } from "./read-study-result";

/** The answer for somebody who reads none of its notes now: its report is withheld from readers, and so is this. */
export async function readResultFor(
  services: Pick<Services, "db" | "sql">,
  of: StudyOf,
  viewer: Viewer,
): Promise<StudyResult> {
  const result = await readStudyResult(services, of);
  if (result.state === "none") return result;
  const { made } = await readGraph(services.db, of);
  const runs = made.filter(({ kind }) => kind === "run").map(({ thingId }) => thingId);
  await requireNotReading(services.db, { projectId: of.projectId, viewer, runs });
  return result;
}
