import { z } from "zod";
import type { Database } from "@/db/database";
import type { StageSchema } from "@/domain/runs/stage-schema";
import { steersPrograms } from "@/domain/secrets/secret-name";
import type { Problem } from "../errors";
import { openSecrets } from "./secret-queries";

/** What a run must have by its config, and what its stage takes where it is there. */
function namesFor(schema: StageSchema, config: Readonly<Record<string, unknown>>) {
  const field = schema.secretsField;
  return {
    required: field ? z.array(z.string()).parse(config[field] ?? []) : [],
    welcome: schema.secrets ?? [],
  };
}

type Wanting = { projectId: string; schema: StageSchema; config: Readonly<Record<string, unknown>> };

/** The variables of one run, and what keeps it from having them. */
export async function secretsOfRun(
  services: { db: Database; secret: string },
  { projectId, schema, config }: Wanting,
): Promise<{ values: Record<string, string>; problems: Problem[] }> {
  const { required, welcome } = namesFor(schema, config);
  const opened = await openSecrets(services, projectId, [...new Set([...required, ...welcome])]);
  const where = schema.secretsField ?? "secrets";
  const missing = opened.missing.filter((name) => required.includes(name));
  const problems = [
    ...missing.map((name) => ({
      where,
      what: `This project has no secret ${name}.`,
      remedy: "An admin of the project writes it under Secrets.",
    })),
    ...Object.keys(opened.values)
      .filter(steersPrograms)
      .map((name) => ({
        where,
        what: `A variable called ${name} decides what programs run, so it holds no secret.`,
        remedy: "An admin of the project writes it under another name and takes this one out.",
      })),
    ...opened.unreadable.map((name) => ({
      where,
      what: `The secret ${name} was sealed by another installation and cannot be opened.`,
      remedy: "An admin of the project writes it again under Secrets.",
    })),
  ];
  return { values: opened.values, problems };
}
