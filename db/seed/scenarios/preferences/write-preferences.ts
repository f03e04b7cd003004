import { and, eq } from "drizzle-orm";
import { dataset } from "../../../schema/datasets";
import { model } from "../../../schema/runs";
import { type Seed, secondsBefore } from "../../seed-services";
import { STUDY } from "../sample-study";
import { writeDraftedPairs } from "./drafted-pairs";
import { writeLabelVersion } from "./label-version";
import { writePairVersion } from "./pair-version";
import { writePreferenceRuns } from "./preference-runs";
import { writeWaitingStudy } from "./waiting-study";

/** From labels to the next model: pairs as a draft and as a version, what was trained on them, a study under way. */
export async function writePreferences(seed: Seed): Promise<boolean> {
  const { db, projectId } = seed;
  const stands = await db.$count(dataset, and(eq(dataset.projectId, projectId), eq(dataset.name, "visit-pairs")));
  if (stands > 0) return false;
  const [base] = await db.select({ id: model.id }).from(model).where(eq(model.madeByRunId, STUDY.base));
  if (!base) throw new Error("The base model of the scenario was not registered.");
  const at = secondsBefore(seed.now, 16 * 86_400);
  const pairs = await writePairVersion(seed, at);
  await writeLabelVersion(seed, pairs, at);
  await writePreferenceRuns(seed, base.id, pairs);
  await writeDraftedPairs(seed);
  await writeWaitingStudy(seed, base.id);
  return true;
}
