import { and, desc, eq, ne } from "drizzle-orm";
import { datasetVersion } from "@/db/schema/datasets";
import { pairSet } from "@/db/schema/pairs";
import { formatCounted } from "@/domain/format/number";
import { NODE_CONFIGS, type NodeConfig } from "@/domain/studies/node-plan";
import { buildPairSet } from "../pairs/build-pair-set";
import { freezePairSet } from "../pairs/freeze-pair-set";
import type { Look, Move } from "./node-move";
import { madeBy, requireMade } from "./read-graph";

type Config = NodeConfig<"pairs">;

/** A set is built in a transaction of its own; one that was built before a fall is found again by its name. */
async function findBuilt({ tx, of }: Look, name: string): Promise<string | null> {
  const [found] = await tx
    .select({ id: pairSet.id })
    .from(pairSet)
    .where(
      and(
        eq(pairSet.projectId, of.projectId),
        eq(pairSet.studyId, of.studyId),
        eq(pairSet.name, name),
        ne(pairSet.state, "discarded"),
      ),
    )
    .orderBy(desc(pairSet.createdAt))
    .limit(1);
  return found?.id ?? null;
}

/** By the marks on harvested notes alone; notes that confirm are refused by the set itself, by group and by source. */
async function build(look: Look, { campaign, rewrites, recipe, keepOut, ...config }: Config): Promise<Move> {
  const { services, of, graph, node, actor } = look;
  const name = node.reruns > 0 ? `${config.name}, ${node.reruns + 1}` : config.name;
  const built = await findBuilt(look, name);
  const asked = {
    ...{ ...recipe, study: of.studyId, keepOut: [{ version: requireMade(graph, keepOut).thingId }] },
    campaigns: madeBy(graph, campaign).map(({ thingId }) => thingId),
    runs: rewrites.map((source) => requireMade(graph, source).thingId),
  };
  const scope = { projectId: of.projectId, actor, name };
  const id = built ?? (await buildPairSet(services, scope, asked)).id;
  const made = [{ kind: "pair_set" as const, name: "draft", thingId: id }];
  if (!config.look) return { to: "working", step: "freeze", made };
  return { to: "people", step: "look", made, why: "Look through the pairs and freeze them." };
}

/**
 * Makes pairs of what was read, and freezes them by itself where nobody wants to look first. Refused once, they wait
 * for a re-run, or for somebody who freezes them.
 */
export async function advancePairs(look: Look): Promise<Move | null> {
  const { tx, of, graph, node, services, actor } = look;
  const config = NODE_CONFIGS.pairs.parse(node.config);
  if (node.state === "waiting") return build(look, config);
  const drafted = madeBy(graph, node.key).find(({ kind }) => kind === "pair_set");
  if (!drafted) return null;
  const [set] = await tx
    .select({ state: pairSet.state, versionId: pairSet.datasetVersionId })
    .from(pairSet)
    .where(and(eq(pairSet.projectId, of.projectId), eq(pairSet.id, drafted.thingId)));
  if (!set || set.state === "discarded") {
    return { to: "failed", why: "The pairs were discarded.", remedy: "Run this node again." };
  }
  if (set.state === "draft" && node.state === "failed") return null;
  if (set.state === "draft" && config.look) return { to: "people", why: "Look through the pairs and freeze them." };
  if (set.state === "draft") {
    await freezePairSet(services, { projectId: of.projectId, actor }, { pairSetId: drafted.thingId });
    return { to: "working", step: "frozen" };
  }
  const ofVersion = and(eq(datasetVersion.projectId, of.projectId), eq(datasetVersion.id, set.versionId ?? ""));
  const [version] = await tx.select({ rows: datasetVersion.rows }).from(datasetVersion).where(ofVersion);
  const made = [{ kind: "version" as const, name: "version", thingId: set.versionId ?? "" }];
  return { to: "done", step: null, why: null, made, headline: formatCounted(version?.rows ?? 0, "pair") };
}
