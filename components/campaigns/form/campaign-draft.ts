import type { CampaignRequestInput } from "@/domain/campaigns/campaign-request";
import { type CampaignDesign, designSchema } from "@/domain/campaigns/design";
import type { FrameSource } from "@/domain/campaigns/frame";
import { type Protocol, protocolSchema } from "@/domain/campaigns/protocol";
import { type PlantingDraft, plantingOf, plantingProblem } from "../planting/planting-draft";

export type DraftReader = { userId: string; hoursPerWeek: number | null };

/** The form before it is sent. */
export type CampaignDraft = {
  name: string;
  title: string;
  source: FrameSource | null;
  protocol: Protocol;
  design: CampaignDesign;
  readers: DraftReader[];
  /** Errors that a run of rewrites put into notes. */
  planting: PlantingDraft | null;
};

export const EMPTY_DRAFT: CampaignDraft = {
  name: "",
  title: "",
  source: null,
  protocol: protocolSchema.parse({}),
  design: designSchema.parse({}),
  readers: [],
  planting: null,
};

export type DraftChange = <Key extends keyof CampaignDraft>(key: Key, value: CampaignDraft[Key]) => void;

/** What the form still lacks, by field; the server checks the rest. */
export function draftProblems({
  name,
  title,
  source,
  protocol,
  design,
  planting,
}: CampaignDraft): { where: string; what: string }[] {
  const { how, size, strata } = design.sampling;
  const unplanted = planting && protocol.mode !== "side-by-side" ? plantingProblem(planting) : null;
  return [
    unplanted === null ? null : { where: "planting", what: unplanted },
    source === null ? { where: "source", what: "Choose what is read." } : null,
    name.trim() === "" ? { where: "name", what: "Give it a name for your team." } : null,
    title.trim() === "" ? { where: "title", what: "Give it a title for the readers." } : null,
    how !== "all" && size === null ? { where: "size", what: "Say how many sources are drawn." } : null,
    how === "stratified" && strata === null ? { where: "strata", what: "Say what the strata are." } : null,
  ].filter((each) => each !== null);
}

export function requestOf(draft: CampaignDraft): CampaignRequestInput | null {
  if (draft.source === null || draftProblems(draft).length > 0) return null;
  const planting = draft.protocol.mode === "side-by-side" ? null : plantingOf(draft.planting);
  return { ...draft, source: draft.source, planting };
}
