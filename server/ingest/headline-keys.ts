import type { LatestValues } from "../live/change";
import { stageSchemas } from "../stages/stage-schemas";

const WITHOUT_SCHEMA = 4;

/** Keys whose last value a list shows: those that the stage names, else the first few that a person logged. */
function headlineKeys(stage: string, headline: Record<string, unknown>, keys: readonly string[]): string[] {
  const named = stageSchemas().get(stage)?.headlineSeries ?? [];
  if (named.length > 0) return keys.filter((key) => named.includes(key));
  const own = keys.filter((key) => !key.startsWith("system/"));
  const fresh = own.filter((key) => !(key in headline));
  const room = Math.max(0, WITHOUT_SCHEMA - Object.keys(headline).length);
  return [...own.filter((key) => key in headline), ...fresh.slice(0, room)];
}

/** What of new values a list shows; null for one that is not finite. */
export function headlineOf(stage: string, headline: Readonly<Record<string, unknown>>, latest: LatestValues) {
  const shown: Record<string, number | null> = {};
  for (const key of headlineKeys(stage, headline, Object.keys(latest))) {
    const value = latest[key]?.value ?? Number.NaN;
    shown[key] = Number.isFinite(value) ? value : null;
  }
  return shown;
}
