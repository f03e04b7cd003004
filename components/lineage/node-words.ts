import { formatCounted } from "@/domain/format/number";
import type { LineageGroup } from "@/domain/lineage/fold-alike";
import type { TraceNode } from "@/domain/lineage/lineage-answer";
import { type LineageSubject, lineagePath } from "@/domain/lineage/lineage-subject";
import { LINEAGE_NODES } from "@/domain/lineage/node-kinds";
import { campaignAddress } from "../campaigns/campaign-address";
import { gateAddress } from "../gates/gate-addresses";
import { pageAddress } from "../layout/pages";
import { studyAddress } from "../studies/study-address";

type Worded = Pick<LineageGroup, "kind" | "count" | "name">;

/** "37 pairs", or the name of what stands alone. */
export function titleOf({ kind, count, name }: Worded): string {
  const { one, many } = LINEAGE_NODES[kind];
  return count === 1 ? name : formatCounted(count, one, many);
}

export function subtitleOf({ kind, count, name, detail }: Worded & Pick<LineageGroup, "detail">): string {
  const words = count === 1 ? [LINEAGE_NODES[kind].one, detail] : [name, detail];
  return words.filter((word) => word !== null && word !== "").join(", ");
}

/** Runs and versions of a study begin with its name; in its lineage that tells nothing. */
export function shortenNames(nodes: readonly TraceNode[]): (name: string) => string {
  const studies = nodes.filter(({ kind }) => kind === "study").map(({ name }) => name);
  return (name) => {
    for (const study of studies) {
      for (const said of [`of ${study}: `, `of ${study}, `, `${study}: `, `${study}, `]) {
        if (name.startsWith(said)) return (said.startsWith("of ") ? "of " : "") + name.slice(said.length);
      }
    }
    return name;
  };
}

const SUBJECTS: Partial<Record<TraceNode["kind"], LineageSubject["of"]>> = {
  ...{ assessment: "label", pair: "pair", generation: "text", example: "note", dataset: "version", run: "run" },
};

/** Where everything around one thing is asked for; null where nothing more can be. */
export function lineageAddress(project: string, { kind, thing }: Pick<TraceNode, "kind" | "thing">): string | null {
  const of = SUBJECTS[kind];
  return of && thing ? pageAddress(project, lineagePath({ of, id: thing })) : null;
}

/** Where a thing is read. */
export function thingAddress(project: string, { kind, thing, within, page }: TraceNode): string | null {
  if (page) return pageAddress(project, page);
  if (kind === "gate") return within ? gatePage(project, within, thing) : null;
  if (!thing) return null;
  if (kind === "run") return pageAddress(project, `/runs/${thing}`);
  if (kind === "model") return pageAddress(project, `/models/${thing}`);
  if (kind === "dataset") return within && `${pageAddress(project, `/datasets/${within}`)}?version=${thing}`;
  if (kind === "campaign") return campaignAddress(project, thing);
  if (kind === "pair_set") return pageAddress(project, `/datasets/pairs/${thing}`);
  return kind === "study" ? studyAddress(project, thing) : null;
}

const gatePage = (project: string, campaign: string, gate: string | null): string =>
  gate ? gateAddress(project, campaign, gate) : campaignAddress(project, campaign, "gate");
