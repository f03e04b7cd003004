import type { Asking } from "./asking";
import type { Graph } from "./lineage-graph";
import { readModels } from "./walk-runs";

/** A run that reads another's model names that run; here the model stands between them, where it is the only one. */
export async function leadThroughModels({ db, projectId }: Asking, walked: Graph): Promise<void> {
  const reading = [...walked.edges].filter(([, { label, from }]) => label === "model" && !walked.models.has(from));
  const made = await readModels(db, projectId, { madeBy: [...new Set(reading.map(([, { from }]) => from))] });
  for (const [key, { from, to }] of reading) {
    const [model, another] = made.filter(({ madeByRunId }) => madeByRunId === from);
    if (!model || another) continue;
    walked.models.set(model.id, model);
    walked.place(model.id);
    walked.connect(from, model.id, "made");
    walked.connect(model.id, to, "model");
    walked.edges.delete(key);
  }
}
