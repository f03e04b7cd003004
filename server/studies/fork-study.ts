import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { study } from "@/db/schema/runs";
import { studyGroup, studyLaunch, studyMade, studyNode } from "@/db/schema/studies";
import { newId } from "@/domain/identifiers";
import { clinicalLoop } from "@/domain/studies/clinical-loop";
import { type ClinicalLoop, clinicalLoopSchema } from "@/domain/studies/loop-settings";
import { NODE_CONFIGS, type NodePlan } from "@/domain/studies/node-plan";
import { gateOfTurn, trainingPlans } from "@/domain/studies/plan-training";
import { descendantsOf } from "@/domain/studies/readiness";
import { appendAudit } from "../audit/append-audit";
import { canonicalJson } from "../audit/canonical-json";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { CLINICAL_LOOP, launchClinicalLoop, readShortName, type StudyScope } from "./launch-clinical-loop";
import { readGraph, type StudyGraph, type StudyOf } from "./read-graph";
import { refusePlan } from "./refuse-plan";
import { lockLaunch } from "./steer-study";
import { storePlan } from "./store-plan";
import { writeChange } from "./write-change";

export type Fork = { study: string; node: string; name: string; changes: Record<string, unknown> };

function changedSettings(graph: StudyGraph, { changes, name }: Fork): ClinicalLoop {
  const parsed = clinicalLoopSchema.safeParse({ ...graph.launch.settings, ...changes, name });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => ({
    ...{ where: ["changes", ...path].join("."), what: `${path.join(".") || "The settings"}: ${message}` },
  }));
  throw new DomainError("Validation", problems.map(({ what }) => what).join(" "), problems);
}

/** What divides the notes: with other values nothing that was made before could be shared. */
const DIVIDES = ["notesVersionId", "heldOut", "seed", "harvestShare", "modelId"] as const;

/** Both sides of the fork must mean the same by everything before it. */
function refuseEarlierChanges(before: ClinicalLoop, after: ClinicalLoop): void {
  const changed = DIVIDES.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  if (changed.length === 0) return;
  const what = `Other ${changed.join(", ")} would change what was made before this node.`;
  throw new DomainError("Validation", what, [
    { where: `changes.${changed[0]}`, what, remedy: "Fork from “Notes”, which makes everything anew." },
  ]);
}

/** Nodes before the fork as they are, with what they made by reference. */
async function share(tx: Transaction, from: StudyGraph, of: StudyOf, keys: ReadonlySet<string>): Promise<void> {
  for (const [key, { state, headline, verdict, why, startedAt, endedAt }] of from.nodes) {
    if (!keys.has(key)) continue;
    await tx
      .update(studyNode)
      .set({ state, headline, verdict, why, startedAt, endedAt })
      .where(and(eq(studyNode.projectId, of.projectId), eq(studyNode.studyId, of.studyId), eq(studyNode.key, key)));
  }
  const made = from.made.filter(({ nodeKey }) => keys.has(nodeKey));
  if (made.length > 0) await tx.insert(studyMade).values(made.map((row) => ({ ...row, ...of, shared: true })));
}

async function copyRoles(tx: Transaction, from: StudyOf, of: StudyOf): Promise<void> {
  const columns = { groupKey: studyGroup.groupKey, role: studyGroup.role, sourceHashes: studyGroup.sourceHashes };
  const rows = await tx
    .select(columns)
    .from(studyGroup)
    .where(and(eq(studyGroup.projectId, from.projectId), eq(studyGroup.studyId, from.studyId)));
  for (let at = 0; at < rows.length; at += 5_000) {
    await tx.insert(studyGroup).values(rows.slice(at, at + 5_000).map((row) => ({ ...row, ...of })));
  }
}

/** What is done and does not stand on the node. */
function sharedKeys(from: StudyGraph, key: string): Set<string> {
  const anew = descendantsOf(key, from.edges);
  const kept = [...from.nodes.values()].filter((node) => !anew.has(node.key) && node.state === "done");
  return new Set(kept.map((node) => node.key));
}

/** What is shared was made by the settings that hold now, or the two sides of a comparison would differ in more. */
function refuseOtherConfigs(graph: StudyGraph, keys: ReadonlySet<string>, plans: readonly NodePlan[]): void {
  const planned = new Map(plans.map(({ key, kind, config }) => [key, canonicalJson(NODE_CONFIGS[kind].parse(config))]));
  const other = [...keys].find((key) => planned.get(key) !== canonicalJson(graph.nodes.get(key)?.config ?? {}));
  if (!other) return;
  const what = `These changes also change “${graph.nodes.get(other)?.title ?? other}”, which stands before the fork.`;
  throw new DomainError("Validation", what, [
    { where: "changes", what, remedy: "Fork from there, or leave those settings as they were." },
  ]);
}

/** Further epochs come as new nodes after a gate that failed: one that is shared makes none any more. */
function planFork(settings: ClinicalLoop, shortName: string, graph: StudyGraph, keys: ReadonlySet<string>): NodePlan[] {
  const plans = clinicalLoop(settings, shortName);
  for (let turn = 1; turn <= settings.training.moreEpochs; turn++) {
    const gate = graph.nodes.get(gateOfTurn(turn - 1));
    if (!gate || !keys.has(gate.key) || gate.verdict !== "fail") break;
    plans.push(...trainingPlans(settings, { shortName, turn }));
  }
  return plans;
}

function refuseMissing(plans: readonly NodePlan[], { node }: Fork): void {
  if (plans.some(({ key }) => key === node)) return;
  const what = "With these changes there is no such node in the fork.";
  throw new DomainError("Validation", what, [{ where: "changes", what, remedy: "Fork from an earlier node." }]);
}

async function forkLater(tx: Transaction, scope: StudyScope, graph: StudyGraph, fork: Fork, now: Date) {
  const { projectId, actor } = scope;
  const before = clinicalLoopSchema.parse(graph.launch.settings);
  const settings = changedSettings(graph, fork);
  refuseEarlierChanges(before, settings);
  const shortName = await readShortName(tx, projectId, settings.modelId);
  const keys = sharedKeys(graph, fork.node);
  const plans = planFork(settings, shortName, graph, keys);
  refusePlan(plans);
  refuseOtherConfigs(graph, keys, planFork({ ...settings, name: before.name }, shortName, graph, keys));
  refuseMissing(plans, fork);
  const of = { projectId, studyId: newId() };
  await tx.insert(study).values({ id: of.studyId, projectId, name: settings.name, createdAt: now });
  const { notesVersionId, seed, harvestShare } = settings;
  await tx.insert(studyLaunch).values({
    ...{ ...of, template: CLINICAL_LOOP, settings, state: "running", notesVersionId, seed, harvestShare },
    ...{ forkedFromStudyId: fork.study, forkedFromNode: fork.node, createdBy: actor.id, createdAt: now },
  });
  await storePlan(tx, of, plans);
  await copyRoles(tx, { projectId, studyId: fork.study }, of);
  await share(tx, graph, of, keys);
  const facts = { from: fork.study, changed: Object.keys(fork.changes), shared: [...keys] };
  const change = { action: "fork" as const, nodeKey: fork.node, facts, actor, at: now };
  await appendAudit(tx, now, await writeChange(tx, of, change));
  return { studyId: of.studyId, shared: [...keys] };
}

/** A new study that shares what stands before the node, and makes everything from it on anew. */
export async function forkStudy(
  services: Pick<Services, "db" | "now">,
  scope: StudyScope,
  fork: Fork,
): Promise<{ studyId: string; shared: string[] }> {
  const of = { projectId: scope.projectId, studyId: fork.study };
  const graph = await readGraph(services.db, of);
  const node = graph.nodes.get(fork.node);
  if (!node) throw new DomainError("NotFound", "There is no such node in this study.");
  if (node.kind === "import") {
    const { studyId } = await launchClinicalLoop(services, scope, changedSettings(graph, fork));
    return { studyId, shared: [] };
  }
  return services.db.transaction(async (tx) => {
    await lockLaunch(tx, of);
    return forkLater(tx, scope, await readGraph(tx, of), fork, services.now());
  });
}
