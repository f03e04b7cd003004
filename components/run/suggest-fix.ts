import type { Fault } from "@/domain/runner-events";
import type { StageSchema } from "@/domain/runs/stage-schema";
import { readProperties, writeConfigValue } from "./config-rows";

export type FailedRun = {
  id: string;
  givenConfig: Record<string, unknown>;
  resolvedConfig: Record<string, unknown> | null;
  failure: { fault: Fault; field: string | null } | null;
};

export type Culprit = { field: string; title: string; value: string };
export type Fix = { label: string; field: string; value: number };

export const FAULT_TITLES: Record<Fault, string> = {
  config: "The configuration did it",
  data: "The data did it",
  memory: "It ran out of memory",
  code: "The code did it",
  machine: "The machine did it",
};

function configValue(run: FailedRun, field: string): unknown {
  return run.resolvedConfig?.[field] ?? run.givenConfig[field];
}

/** The config value that the failure names. */
export function findCulprit(run: FailedRun, schema: StageSchema | null): Culprit | null {
  const field = run.failure?.field;
  if (!field) return null;
  const property = readProperties(schema)[field];
  const value = configValue(run, field) ?? property?.default;
  return { field, title: property?.title ?? field, value: writeConfigValue(value) };
}

/** For want of memory: half of the number that asked for it. Other faults need a person's choice. */
export function suggestFix(run: FailedRun, schema: StageSchema | null): Fix | null {
  const field = run.failure?.field;
  if (run.failure?.fault !== "memory" || !field) return null;
  const property = readProperties(schema)[field];
  const value = configValue(run, field) ?? property?.default;
  if (typeof value !== "number" || !Number.isInteger(value) || value < 2) return null;
  const half = Math.floor(value / 2);
  const title = property?.title ?? field.replaceAll("_", " ");
  return { label: `Re-run with ${title.charAt(0).toLowerCase()}${title.slice(1)} ${half}`, field, value: half };
}

/** The launch form filled from this run, with the fix in place. */
export function launchAddress(project: string, runId: string, fix: Fix | null): string {
  const query = new URLSearchParams({ from: runId });
  if (fix) query.set(`config.${fix.field}`, String(fix.value));
  return `/projects/${encodeURIComponent(project)}/launch?${query}`;
}
