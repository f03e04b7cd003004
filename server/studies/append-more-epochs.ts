import { clinicalLoopSchema } from "@/domain/studies/loop-settings";
import { trainingPlans } from "@/domain/studies/plan-training";
import { readShortName } from "./launch-clinical-loop";
import type { Look } from "./node-move";
import { storePlan } from "./store-plan";

/** Which further epoch a failed gate leads to: `gate-2` to the first, `gate-2-more-1` to the second. */
function nextTurn(key: string): number | null {
  const found = /^gate-2(?:-more-(\d+))?$/.exec(key);
  return found ? Number(found[1] ?? 0) + 1 : null;
}

/** One more epoch where the second gate still fails, as the Stage B guide has it, with all that comes after it, as new nodes. */
export async function appendMoreEpochs({ tx, of, graph, node }: Look): Promise<void> {
  const settings = clinicalLoopSchema.parse(graph.launch.settings);
  const turn = nextTurn(node.key);
  if (turn === null || turn > settings.training.moreEpochs) return;
  const shortName = await readShortName(tx, of.projectId, settings.modelId);
  const plans = trainingPlans(settings, { shortName, turn }).filter(({ key }) => !graph.nodes.has(key));
  await storePlan(tx, of, plans, graph.nodes.size);
}
