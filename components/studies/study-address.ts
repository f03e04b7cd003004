import { campaignAddress } from "../campaigns/campaign-address";
import { pageAddress } from "../layout/pages";
import type { StudyNode } from "./use-study";

export const studiesAddress = (project: string): string => pageAddress(project, "/studies");
export const studyAddress = (project: string, study: string): string => `${studiesAddress(project)}/${study}`;

export const forkAddress = (project: string, study: string, node: string): string =>
  `${studyAddress(project, study)}/fork?node=${encodeURIComponent(node)}`;

type Made = StudyNode["made"][number];

export function madeAddress(project: string, { kind, thingId }: Made): string | null {
  if (kind === "run") return pageAddress(project, `/runs/${thingId}`);
  if (kind === "campaign") return campaignAddress(project, thingId);
  if (kind === "pair_set") return pageAddress(project, `/datasets/pairs/${thingId}`);
  if (kind === "model") return pageAddress(project, `/models/${thingId}`);
  return null;
}

/** Where a node is worked on: its run, its round, its gate, its pairs. */
export function nodeAddress(
  project: string,
  node: StudyNode,
  nodes: readonly StudyNode[],
  round: string | null,
): string | null {
  if (node.kind === "gate") {
    const read = nodes.find(({ key }) => key === round)?.made.find(({ kind }) => kind === "campaign");
    return read ? campaignAddress(project, read.thingId, "gate") : null;
  }
  const made = node.made.find((each) => each.title !== null && madeAddress(project, each) !== null);
  return made ? madeAddress(project, made) : null;
}
