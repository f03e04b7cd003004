import { join } from "node:path";
import type { Sql } from "@/db/database";
import { DomainError, type Problem } from "../errors";
import type { LaunchInput } from "./launch-file";
import { materialiseModel } from "./materialise-model";
import type { ReadyInput } from "./resolve-launch-inputs";
import { writeDatasetRows, writeGenerationRows } from "./write-examples";

async function writeInput(
  { sql, home }: { sql: Sql; home: string },
  at: { projectId: string; folder: string },
  input: ReadyInput,
): Promise<LaunchInput> {
  const path = join(at.folder, `${input.name}.jsonl`);
  if (input.kind === "dataset") {
    const { datasetVersionId, type } = input;
    await writeDatasetRows(sql, { projectId: at.projectId, datasetVersionId, type, path });
    return { kind: "dataset", version: datasetVersionId, type, path };
  }
  if (input.kind === "run") {
    await writeGenerationRows(sql, { projectId: at.projectId, runId: input.runId, path });
    return { kind: "run", run: input.runId, path };
  }
  const folder = await materialiseModel(home, input.digest);
  if (input.kind === "files") return { kind: "files", run: input.runId, folder };
  if (!input.baseDigest) return { kind: "model", model: input.modelId, folder, adapterFolder: null };
  const baseFolder = await materialiseModel(home, input.baseDigest);
  return { kind: "model", model: input.modelId, folder: baseFolder, adapterFolder: folder };
}

const naming = (name: string, problems: readonly Problem[]) =>
  problems.map((problem) => ({ ...problem, where: `inputs.${name}` }));

/** Writes the rows of datasets and generations as files and lays models out, for the runner to open. */
export async function writeLaunchInputs(
  services: { sql: Sql; home: string },
  at: { projectId: string; folder: string },
  inputs: readonly ReadyInput[],
): Promise<Record<string, LaunchInput>> {
  const written: Record<string, LaunchInput> = {};
  for (const input of inputs) {
    try {
      written[input.name] = await writeInput(services, at, input);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      throw new DomainError(error.kind, error.message, naming(input.name, error.problems));
    }
  }
  return written;
}
