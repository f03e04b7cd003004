import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { secretsOfRun } from "../secrets/secrets-of-run";
import { stageNamed } from "../stages/stage-schemas";

const FILE = "secrets.json";

type Of = { projectId: string; stage: string; config: Readonly<Record<string, unknown>> };

/** Lays the run's secrets into the attempt's folder, for the supervisor, which reads and removes them. */
export async function writeAttemptSecrets(
  { db }: Pick<Services, "db">,
  secret: string,
  of: Of,
  folder: string,
): Promise<void> {
  const { values, problems } = await secretsOfRun({ db, secret }, { ...of, schema: stageNamed(of.stage) });
  if (problems.length > 0) {
    throw new DomainError("Validation", problems.map((problem) => problem.what).join(" "), problems);
  }
  if (Object.keys(values).length > 0) await writeFile(join(folder, FILE), JSON.stringify(values), { mode: 0o600 });
}

/** For an attempt whose supervisor never came to read them. */
export async function forgetAttemptSecrets(folder: string): Promise<void> {
  await rm(join(folder, FILE), { force: true });
}
