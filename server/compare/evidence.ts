import type { Database, Sql } from "@/db/database";
import { describeComparedMetric, readingsOf } from "@/domain/comparison/compared-metric";
import { listSharedKeys } from "../series/list-keys";
import { type LoggedValue, readLoggedValues } from "./compare-series";
import type { Standing } from "./compared-runs-queries";
import { type RunEvaluation, readEvaluationsOfRuns } from "./evaluations-of-runs";
import { type HeldOut, readHeldOut } from "./held-out";

/** What is known of the runs before any value of an example is read. */
export type Evidence = {
  standing: Standing;
  evaluations: ReadonlyMap<string, RunEvaluation>;
  /** Keys of curves, the judged ones first, with how many runs logged them. */
  keys: { key: string; runs: number }[];
  /** Values under the keys that one way is better of, and under the one asked for. */
  logged: LoggedValue[];
  held: HeldOut;
  /** The same of the runs that wrote what was scored. */
  writing: HeldOut;
};

const isJudged = (key: string) => readingsOf(key).length > 1;

export async function readEvidence(
  services: { db: Database; sql: Sql },
  of: { projectId: string; standing: Standing; wanted: string | null },
): Promise<Evidence> {
  const { projectId, standing } = of;
  const runIds = standing.runs.map(({ id }) => id);
  const [evaluations, shared, held] = await Promise.all([
    readEvaluationsOfRuns(services, { projectId, runIds }),
    listSharedKeys(services.sql, { projectId, runs: runIds }),
    readHeldOut(services.sql, { projectId, runIds }),
  ]);
  const told = shared.filter(({ source }) => source === "metrics").map(({ key, runs }) => ({ key, runs }));
  const keys = [...told.filter(({ key }) => isJudged(key)), ...told.filter(({ key }) => !isJudged(key))];
  const wanted = of.wanted === null ? null : describeComparedMetric(of.wanted);
  const asked = keys.filter(({ key }) => isJudged(key) || (wanted?.kind === "series" && wanted.key === key));
  const logged = await readLoggedValues(services.sql, { projectId, runIds, keys: asked.map(({ key }) => key) });
  const writers = [...new Set([...evaluations.values()].map(({ generationsRun }) => generationsRun.id))];
  const writing = await readHeldOut(services.sql, { projectId, runIds: writers });
  return { standing, evaluations, keys, logged, held, writing };
}
