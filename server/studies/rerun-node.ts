import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { campaign } from "@/db/schema/campaigns";
import { run } from "@/db/schema/runs";
import { studyLaunch, studyMade, studyNode } from "@/db/schema/studies";
import { RUN_RULES } from "@/domain/runs/run-rules";
import { NODE_RULES } from "@/domain/studies/node-rules";
import { descendantsOf } from "@/domain/studies/readiness";
import { appendAudit } from "../audit/append-audit";
import type { Services } from "../context";
import { DomainError } from "../errors";
import type { StudyScope } from "./launch-clinical-loop";
import { readGraph, type StudyGraph, type StudyOf } from "./read-graph";
import { lockLaunch } from "./steer-study";
import { writeChange } from "./write-change";

/** What still works would go on beside its successor: it is ended first, by whoever runs the node again. */
async function refuseLive(tx: Transaction, of: StudyOf, graph: StudyGraph, keys: ReadonlySet<string>): Promise<void> {
  const made = graph.made.filter(({ nodeKey }) => keys.has(nodeKey));
  const idsOf = (kind: "run" | "campaign") => made.filter((each) => each.kind === kind).map(({ thingId }) => thingId);
  const runs = await tx
    .select({ name: run.name, state: run.state })
    .from(run)
    .where(and(eq(run.projectId, of.projectId), inArray(run.id, idsOf("run"))));
  const live = runs.find(({ state }) => !RUN_RULES[state].settled);
  if (live) {
    const what = `“${live.name}” is ${live.state}. Cancel it first, or wait for its end.`;
    throw new DomainError("InvalidState", what, [{ where: "node", what }]);
  }
  const rounds = await tx
    .select({ name: campaign.name, state: campaign.state })
    .from(campaign)
    .where(and(eq(campaign.projectId, of.projectId), inArray(campaign.id, idsOf("campaign"))));
  const open = rounds.find(({ state }) => state === "open" || state === "paused");
  if (open) {
    const what = `People may still read in “${open.name}”. Close it first; what was read stays there.`;
    throw new DomainError("InvalidState", what, [{ where: "node", what }]);
  }
}

/** Brings a node and all that stands on it back to the beginning. What they made stays, set aside in the trail. */
export async function rerunNode(
  { db, now }: Pick<Services, "db" | "now">,
  { projectId, actor }: StudyScope,
  { study: studyId, node: key, reason }: { study: string; node: string; reason: string | null },
): Promise<{ nodes: string[] }> {
  const of = { projectId, studyId };
  return db.transaction(async (tx) => {
    const launch = await lockLaunch(tx, of);
    const graph = await readGraph(tx, of);
    const node = graph.nodes.get(key);
    if (!node) throw new DomainError("NotFound", "There is no such node in this study.");
    if (node.kind === "import") {
      throw new DomainError(
        "InvalidState",
        "The notes were divided when the study was launched. Fork it to divide others.",
      );
    }
    if (!NODE_RULES[node.state].actions.includes("rerun")) {
      throw new DomainError(
        "InvalidState",
        `“${node.title}” ${NODE_RULES[node.state].word}; only what ended is run again.`,
      );
    }
    const again = descendantsOf(key, graph.edges);
    await refuseLive(tx, of, graph, again);
    const keys = [...again];
    const here = and(eq(studyMade.projectId, projectId), eq(studyMade.studyId, studyId));
    const aside = await tx
      .update(studyMade)
      .set({ replacedAt: now() })
      .where(and(here, inArray(studyMade.nodeKey, keys), isNull(studyMade.replacedAt)))
      .returning({ thingId: studyMade.thingId });
    await tx
      .update(studyNode)
      .set({
        ...{ state: "waiting", step: null, why: null, remedy: null, headline: null, verdict: null },
        ...{ startedAt: null, endedAt: null, reruns: sql`${studyNode.reruns} + 1` },
      })
      .where(and(eq(studyNode.projectId, projectId), eq(studyNode.studyId, studyId), inArray(studyNode.key, keys)));
    await tx
      .update(studyLaunch)
      .set({ state: launch.state === "paused" ? "paused" : "running", outcome: null, endedAt: null })
      .where(eq(studyLaunch.studyId, studyId));
    const facts = { nodes: keys, setAside: aside.length };
    const change = await writeChange(tx, of, { action: "rerun", nodeKey: key, reason, facts, actor, at: now() });
    await appendAudit(tx, now(), change);
    return { nodes: keys };
  });
}
