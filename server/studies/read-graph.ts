import { and, asc, eq, isNull } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { studyEdge, studyLaunch, studyMade, studyNode } from "@/db/schema/studies";
import type { NodeSource } from "@/domain/studies/node-plan";
import { DomainError } from "../errors";

export type StudyOf = { projectId: string; studyId: string };
export type LaunchRow = typeof studyLaunch.$inferSelect;
export type NodeRow = typeof studyNode.$inferSelect;
export type MadeRow = typeof studyMade.$inferSelect;

export type StudyGraph = {
  launch: LaunchRow;
  /** In the order of the template. */
  nodes: ReadonlyMap<string, NodeRow>;
  edges: (typeof studyEdge.$inferSelect)[];
  /** What stands, without what a re-run set aside. */
  made: MadeRow[];
};

export async function readLaunch(db: Database | Transaction, of: StudyOf): Promise<LaunchRow | null> {
  const [found] = await db
    .select()
    .from(studyLaunch)
    .where(and(eq(studyLaunch.projectId, of.projectId), eq(studyLaunch.studyId, of.studyId)));
  return found ?? null;
}

export async function requireLaunch(db: Database | Transaction, of: StudyOf): Promise<LaunchRow> {
  const found = await readLaunch(db, of);
  if (!found) throw new DomainError("NotFound", "There is no such launched study in this project.");
  return found;
}

export async function readGraph(db: Database | Transaction, of: StudyOf): Promise<StudyGraph> {
  const launch = await requireLaunch(db, of);
  const [nodes, edges, made] = await Promise.all([
    db
      .select()
      .from(studyNode)
      .where(and(eq(studyNode.projectId, of.projectId), eq(studyNode.studyId, of.studyId)))
      .orderBy(asc(studyNode.position)),
    db
      .select()
      .from(studyEdge)
      .where(and(eq(studyEdge.projectId, of.projectId), eq(studyEdge.studyId, of.studyId)))
      .orderBy(asc(studyEdge.fromKey), asc(studyEdge.toKey), asc(studyEdge.name)),
    db
      .select()
      .from(studyMade)
      .where(
        and(eq(studyMade.projectId, of.projectId), eq(studyMade.studyId, of.studyId), isNull(studyMade.replacedAt)),
      )
      .orderBy(asc(studyMade.createdAt), asc(studyMade.name)),
  ]);
  return { launch, nodes: new Map(nodes.map((node) => [node.key, node])), edges, made };
}

export const madeBy = ({ made }: Pick<StudyGraph, "made">, nodeKey: string): MadeRow[] =>
  made.filter((row) => row.nodeKey === nodeKey);

/** What another node made under this name. */
export function requireMade(graph: Pick<StudyGraph, "made" | "nodes">, { node, made }: NodeSource): MadeRow {
  const found = graph.made.find((row) => row.nodeKey === node && row.name === made);
  if (found) return found;
  const title = graph.nodes.get(node)?.title ?? node;
  throw new DomainError("InvalidState", `“${title}” has made nothing that is called “${made}”. Run it again.`);
}
