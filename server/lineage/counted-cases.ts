import type { ReviewerKind } from "@/domain/campaigns/reviewers";
import type { LineageSubject } from "@/domain/lineage/lineage-subject";
import { NODE_CONFIGS } from "@/domain/studies/node-plan";
import { readRule, requireCampaign } from "../gates/read-gate-campaign";
import { pairNotes } from "../studies/pair-notes";
import { madeBy, type NodeRow, readGraph, requireMade, type StudyGraph } from "../studies/read-graph";
import { readMeasuredRound } from "../studies/read-paired-notes";
import type { Asking } from "./asking";

export type CountedCases = {
  name: string;
  campaignId: string;
  kind: ReviewerKind;
  /** Cases by the run that wrote their note. */
  cases: { id: string; runId: string }[];
  before: string;
  after: string[];
  /** Runs that evaluated both models. */
  kept: string[];
};

/** The comparison that was asked for, or the newest whose round was made. */
function findNode(graph: StudyGraph, key: string | null | undefined): NodeRow | null {
  const all = [...graph.nodes.values()].filter(({ kind }) => kind === "comparison");
  if (key) return all.find((node) => node.key === key) ?? null;
  return all.findLast(({ config }) => madeBy(graph, NODE_CONFIGS.comparison.parse(config).campaign).length > 0) ?? null;
}

/** The cases that a study's numbers count: pairs of notes that both sides have and somebody judged. Null before. */
export async function readCountedCases(asking: Asking, subject: LineageSubject): Promise<CountedCases | null> {
  const { db, sql, projectId } = asking;
  const of = { projectId, studyId: subject.id };
  const graph = await readGraph(db, of);
  const node = findNode(graph, subject.node);
  if (!node) return null;
  const config = NODE_CONFIGS.comparison.parse(node.config);
  const [round] = madeBy(graph, config.campaign);
  if (!round) return null;
  const campaign = await requireCampaign(db, { projectId, campaignId: round.thingId });
  if (campaign.state !== "closed") return null;
  const { rule } = await readRule(db, campaign);
  const measured = await readMeasuredRound({ db, sql }, { ...of, campaignId: campaign.id }, campaign, rule);
  const sides = config.after.map((source) => requireMade(graph, source).thingId);
  const before = requireMade(graph, config.before).thingId;
  const asked = typeof subject.side === "number" ? sides.slice(subject.side, subject.side + 1) : sides;
  const wanted = new Set(
    asked.flatMap((after) => {
      const items = new Set(pairNotes(measured, [], { before, after }).notes.map(({ item }) => item));
      return measured.cases
        .filter(({ item, runId }) => items.has(item) && (runId === before || runId === after))
        .map(({ id }) => id);
    }),
  );
  const kept = config.kept ? madeBy(graph, config.kept).map(({ thingId }) => thingId) : [];
  const cases = measured.cases.filter(({ id }) => wanted.has(id));
  return { name: campaign.name, campaignId: campaign.id, kind: measured.kind, cases, before, after: asked, kept };
}
