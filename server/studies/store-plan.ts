import type { Transaction } from "@/db/database";
import { studyEdge, studyNode } from "@/db/schema/studies";
import { edgesOf, NODE_CONFIGS, type NodePlan } from "@/domain/studies/node-plan";
import type { StudyOf } from "./read-graph";

/** Writes nodes with their edges; all wait at first. */
export async function storePlan(tx: Transaction, of: StudyOf, plans: readonly NodePlan[], from = 0): Promise<void> {
  if (plans.length === 0) return;
  await tx.insert(studyNode).values(
    plans.map(({ key, kind, title, config }, at) => ({
      ...{ ...of, key, kind, title, position: from + at, state: "waiting" as const },
      config: NODE_CONFIGS[kind].parse(config),
    })),
  );
  const edges = plans.flatMap(edgesOf);
  if (edges.length > 0) await tx.insert(studyEdge).values(edges.map((edge) => ({ ...of, ...edge })));
}
