import { parse, stringify, YAMLParseError } from "yaml";
import { z } from "zod";
import type { LaunchDraft } from "./launch-draft";

const targetSchema = z.strictObject({
  datasetVersionId: z.string().optional(),
  modelId: z.string().optional(),
  fromRunId: z.string().optional(),
});

const documentSchema = z.strictObject({
  stage: z.string(),
  name: z.string().default(""),
  /** Several are written as in the form: `1, 2, 3`. */
  seed: z.union([z.int(), z.string()]).nullable().default(null),
  config: z.record(z.string(), z.unknown()).default({}),
  inputs: z.record(z.string(), targetSchema).default({}),
  moreModels: z.array(targetSchema).default([]),
  shorts: z.record(z.string(), z.string()).default({}),
});

/** The draft as a document that can be kept beside code and pasted back. */
export function writeLaunchYaml(draft: LaunchDraft, config: Record<string, unknown>): string {
  const seed = draft.seed.trim();
  return stringify({
    stage: draft.stage,
    ...(draft.name ? { name: draft.name } : {}),
    ...(seed ? { seed: /^\d+$/.test(seed) ? Number(seed) : seed } : {}),
    config,
    inputs: draft.inputs,
    ...(draft.moreModels.length > 0 ? { moreModels: draft.moreModels } : {}),
    ...(Object.keys(draft.shorts).length > 0 ? { shorts: draft.shorts } : {}),
  });
}

export type YamlReading = { ok: true; draft: LaunchDraft } | { ok: false; problem: string };

export function readLaunchYaml(text: string): YamlReading {
  let document: unknown;
  try {
    document = parse(text);
  } catch (error) {
    if (error instanceof YAMLParseError) return { ok: false, problem: error.message.split("\n")[0] ?? "" };
    throw error;
  }
  const read = documentSchema.safeParse(document);
  if (!read.success) {
    const [first] = read.error.issues;
    return { ok: false, problem: `${first?.path.join(".") || "The document"}: ${first?.message ?? "not readable"}` };
  }
  const { seed, ...rest } = read.data;
  return { ok: true, draft: { ...rest, seed: seed === null ? "" : String(seed) } };
}
