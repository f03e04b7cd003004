import type { Sql } from "@/db/database";

/** Settings that decide which notes a validation value is measured on, or how much of each. */
const WHICH = ["validationExamples", "maxTokens", "overLimit", "split", "limit"];
/** Settings that change what the model is shown of a note. */
const HOW = ["prompt", "system", "chat"];

/** Settings of the runs that wrote the scored texts. */
export const WRITING_SETTINGS = ["maxNewTokens", "maxPromptTokens", "temperature", "topP", "prompt", "system", "chat"];

/** Run id to setting to value. */
export type HeldOut = ReadonlyMap<string, ReadonlyMap<string, string>>;

export async function readHeldOut(sql: Sql, of: { projectId: string; runIds: readonly string[] }): Promise<HeldOut> {
  const rows = await sql<{ runId: string; key: string; text: string }[]>`
    select run_id as "runId", key, text from run_param
    where project_id = ${of.projectId} and run_id = any(${[...of.runIds]}) and key = any(${[...new Set([...WHICH, ...HOW, ...WRITING_SETTINGS])]})`;
  const settings = new Map<string, Map<string, string>>();
  for (const { runId, key, text } of rows) {
    settings.set(runId, (settings.get(runId) ?? new Map<string, string>()).set(key, text));
  }
  return settings;
}

const isHeldOut = (key: string) => /^(validation|valid|val|eval|test)[/_]/.test(key);

export function differingSettings(held: HeldOut, runIds: readonly string[], keys: readonly string[]): string[] {
  return keys.filter((key) => new Set(runIds.map((id) => held.get(id)?.get(key) ?? "not set")).size > 1);
}

const differing = (...of: Parameters<typeof differingSettings>) => differingSettings(...of)[0] ?? null;

/** Why values under this key were not measured on the same notes; null where they were. */
export function refuseHeldOut(key: string, held: HeldOut, runIds: readonly string[]): string | null {
  const setting = isHeldOut(key) ? differing(held, runIds, WHICH) : null;
  return setting && `${key} was measured on other notes: the runs differ in ${setting}`;
}

export function cautionHeldOut(key: string, held: HeldOut, runIds: readonly string[]): string[] {
  const setting = isHeldOut(key) ? differing(held, runIds, HOW) : null;
  return setting ? [`The notes were shown in another way: the runs differ in ${setting}.`] : [];
}
