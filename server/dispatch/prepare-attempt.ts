import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { and, eq } from "drizzle-orm";
import { run } from "@/db/schema/runs";
import type { Services } from "../context";
import { readEgress } from "../egress/egress-queries";
import { DomainError } from "../errors";
import { writeAttemptSecrets } from "./attempt-secrets";
import type { Claim } from "./claim-run";
import type { LaunchFile } from "./launch-file";
import { resolveLaunchInputs } from "./resolve-launch-inputs";
import { writeLaunchInputs } from "./write-launch-inputs";

export type AttemptSettings = {
  home: string;
  serverUrl: string;
  beatSeconds: number;
  cancelGraceSeconds: number;
  /** The installation's own, which opens the secrets of projects. */
  secret: string;
};

export function runFolder(home: string, runId: string): string {
  return join(home, "runs", runId);
}

export function attemptFolder(home: string, of: { runId: string; attempt: number }): string {
  return join(runFolder(home, of.runId), String(of.attempt));
}

async function readRun(db: Services["db"], { projectId, runId }: Claim) {
  const [found] = await db
    .select({ givenConfig: run.givenConfig, seed: run.seed })
    .from(run)
    .where(and(eq(run.projectId, projectId), eq(run.id, runId)));
  if (!found) throw new DomainError("NotFound", "The run is gone.");
  return found;
}

/** Makes the attempt's folder as the runner expects it. */
export async function prepareAttempt(
  { db, sql }: Pick<Services, "db" | "sql">,
  settings: AttemptSettings,
  claim: Claim,
): Promise<string> {
  const { givenConfig, seed } = await readRun(db, claim);
  const folder = attemptFolder(settings.home, claim);
  const checkpoints = join(runFolder(settings.home, claim.runId), "checkpoints");
  const objects = join(settings.home, "objects");
  const inputsFolder = join(folder, "inputs");
  for (const needed of [inputsFolder, join(folder, "work"), checkpoints, objects, join(settings.home, "models")]) {
    await mkdir(needed, { recursive: true, mode: 0o700 });
  }
  const inputs = await writeLaunchInputs(
    { sql, home: settings.home },
    { projectId: claim.projectId, folder: inputsFolder },
    await resolveLaunchInputs(db, claim),
  );
  const launch: LaunchFile = {
    run: claim.runId,
    attempt: claim.attempt,
    project: claim.projectId,
    stage: claim.stage,
    serverUrl: settings.serverUrl,
    serverFile: join(settings.home, "server.json"),
    token: claim.token,
    config: givenConfig,
    seed: seed ?? 0,
    device: claim.device,
    furtherDevices: claim.furtherDevices,
    resumeFromStep: claim.resumeFromStep,
    beatSeconds: settings.beatSeconds,
    cancelGraceSeconds: settings.cancelGraceSeconds,
    folders: { attempt: folder, checkpoints, objects },
    inputs,
    egress: await readEgress(db),
  };
  await writeAttemptSecrets({ db }, settings.secret, { ...claim, config: givenConfig }, folder);
  await writeFile(join(folder, "launch.json"), JSON.stringify(launch, null, 2), { mode: 0o600 });
  return folder;
}
