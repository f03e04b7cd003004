import type { Database } from "@/db/database";
import { SOURCE_KEY, writeLabelConfig } from "@/domain/labels/label-studio/label-config";
import { type WrittenResult, writeResult } from "@/domain/labels/label-studio/write-result";
import type { CampaignOf } from "../gates/read-gate-campaign";
import { requireClosed } from "../gates/require-shown";
import { readExported, readPseudonyms } from "./exported-readings";

type Task = { data: Record<string, unknown>; predictions: { model_version: string; result: WrittenResult[] }[] };

/**
 * A closed round as a project of Label Studio. Each reader is a version of predictions: annotations would need
 * accounts there, and a file that names an unknown one is refused by it.
 */
export async function exportLabelStudio(db: Database, of: CampaignOf): Promise<{ config: string; tasks: Task[] }> {
  const { protocol } = await requireClosed(db, of);
  const [readings, readers] = [await readExported(db, of), await readPseudonyms(db, of)];
  const tasks = new Map<string, Task>();
  const [first] = protocol.taxonomy.types;
  for (const reading of readings) {
    const { caseId, item, group, section, arm, note, source } = reading;
    const known = { case: caseId, item: arm === null ? item : `${item} · ${arm}`, group, section, arm };
    const task = tasks.get(caseId) ?? { data: { ...known, note, [SOURCE_KEY]: source }, predictions: [] };
    tasks.set(caseId, task);
    task.predictions.push({
      model_version: readers.get(reading.reviewerId)?.name ?? "reader",
      result: writeResult(reading.assessmentId, reading, { note, source }, first?.id ?? "error"),
    });
  }
  return { config: writeLabelConfig(protocol), tasks: [...tasks.values()] };
}
