import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { study } from "@/db/schema/runs";
import { studyGroup, studyLaunch, studyMade, studyNode } from "@/db/schema/studies";
import { newId } from "@/domain/identifiers";
import { appendAudit } from "../audit/append-audit";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { CLINICAL_LOOP, launchClinicalLoop, readShortName, type StudyScope } from "./launch-clinical-loop";
import { changedSettings, type Fork, prepareFork } from "./prepare-fork";
import { readGraph, type StudyGraph, type StudyOf } from "./read-graph";
import { lockLaunch } from "./steer-study";
import { storePlan } from "./store-plan";
import { writeChange } from "./write-change";

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

async function forkLater(tx: Transaction, scope: StudyScope, graph: StudyGraph, fork: Fork, now: Date) {
  const { projectId, actor } = scope;
  const { modelId } = changedSettings(graph, fork);
  const { settings, plans, keys } = prepareFork(graph, fork, await readShortName(tx, projectId, modelId));
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
