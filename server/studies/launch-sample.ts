import { and, desc, eq } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { datasetVersion } from "@/db/schema/datasets";
import { model, study } from "@/db/schema/runs";
import type { Split } from "@/domain/datasets/dataset-types";
import { newId } from "@/domain/identifiers";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { insertRun, type Launcher } from "../runs/insert-run";
import type { RunTarget } from "../runs/launch-request";
import {
  evaluateStep,
  generateStep,
  importStep,
  type SampleRole,
  type SampleSettings,
  trainStep,
} from "./sample-study";

export type SampleRequest = {
  name: string;
  datasetVersionId: string;
  heldOutVersionId: string | null;
  steps: number;
  examples: number;
};

export type LaunchedSample = { studyId: string; runs: { role: SampleRole; runId: string }[] };

/** `test` where the version has one; it was split off so that training never reads it. */
async function heldOutSplit(tx: Transaction, projectId: string, versionId: string): Promise<Split> {
  const [found] = await tx
    .select({ counts: datasetVersion.splitCounts })
    .from(datasetVersion)
    .where(and(eq(datasetVersion.projectId, projectId), eq(datasetVersion.id, versionId)));
  if (!found) throw new DomainError("NotFound", "There is no such dataset version in this project.");
  const split = (["test", "validation"] as const).find((name) => (found.counts[name] ?? 0) > 0);
  if (split) return split;
  throw new DomainError("Validation", "The dataset has no held-out rows: neither a test nor a validation split.");
}

async function findEmbeddedModel(tx: Transaction, projectId: string): Promise<RunTarget | null> {
  const [found] = await tx
    .select({ modelId: model.id })
    .from(model)
    .where(and(eq(model.projectId, projectId), eq(model.source, "embedded")))
    .orderBy(desc(model.createdAt))
    .limit(1);
  return found ?? null;
}

/** Launches the sample study whole: later runs wait for what earlier ones make. */
export async function launchSample(
  { db, now }: Pick<Services, "db" | "now">,
  by: Launcher,
  asked: SampleRequest,
): Promise<LaunchedSample> {
  return db.transaction(async (tx) => {
    const studyId = newId();
    await tx.insert(study).values({ id: studyId, projectId: by.projectId, name: asked.name, createdAt: now() });
    const heldOutVersionId = asked.heldOutVersionId ?? asked.datasetVersionId;
    const settings: SampleSettings = {
      studyId,
      datasetVersionId: asked.datasetVersionId,
      heldOut: {
        datasetVersionId: heldOutVersionId,
        split: await heldOutSplit(tx, by.projectId, heldOutVersionId),
      },
      steps: asked.steps,
      examples: asked.examples,
    };
    const runs: LaunchedSample["runs"] = [];
    const launch = async ({ role, request }: ReturnType<typeof importStep>): Promise<string> => {
      // A millisecond apart, so that lists show the runs in the order of the study.
      const runId = await insertRun(tx, by, request, new Date(now().getTime() + runs.length));
      runs.push({ role, runId });
      return runId;
    };
    const base = (await findEmbeddedModel(tx, by.projectId)) ?? { fromRunId: await launch(importStep(settings)) };
    const trained = await launch(trainStep(settings, base));
    const baseNotes = await launch(generateStep(settings, "base", base));
    const tunedNotes = await launch(generateStep(settings, "tuned", { fromRunId: trained }));
    await launch(evaluateStep(settings, { base: baseNotes, tuned: tunedNotes }));
    return { studyId, runs };
  });
}
