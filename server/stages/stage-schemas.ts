import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type StageSchema, stageSchema } from "@/domain/runs/stage-schema";
import { DomainError } from "../errors";

const FOLDER = join(process.cwd(), "runners/schemas/stages");

let read: ReadonlyMap<string, StageSchema> | undefined;

/** What the runner says about its stages; committed files, so one reading a process is enough. */
export function stageSchemas(): ReadonlyMap<string, StageSchema> {
  read ??= new Map(
    readdirSync(FOLDER)
      .filter((file) => file.endsWith(".json"))
      .sort()
      .map((file) => stageSchema.parse(JSON.parse(readFileSync(join(FOLDER, file), "utf8"))))
      .map((schema) => [schema.stage, schema]),
  );
  return read;
}

export function stageNamed(name: string): StageSchema {
  const schema = stageSchemas().get(name);
  if (schema) return schema;
  const known = [...stageSchemas().keys()].join(", ");
  throw new DomainError("Validation", `There is no stage "${name}". The stages are ${known}.`, [
    { where: "stage", what: `"${name}" is not a stage.`, remedy: `Choose one of ${known}.` },
  ]);
}
