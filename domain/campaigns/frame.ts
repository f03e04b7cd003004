import { z } from "zod";
import { SPLITS } from "../datasets/dataset-types";

const id = z.string().min(1).max(64);

export const textSchema = z.strictObject({
  /** Names the note's source; texts of one item are arms of it. */
  item: z.string().trim().min(1).max(200),
  /** Patient or document; the item where it is left out. */
  group: z.string().trim().min(1).max(200).optional(),
  source: z.string().min(1).max(400_000),
  note: z.string().min(1).max(400_000),
  section: z.string().trim().max(120).nullish(),
  /** Whose note it is; readers never see it. */
  arm: z.string().trim().min(1).max(120).nullish(),
});
export type ReviewText = z.infer<typeof textSchema>;

/** Where cases come from: what runs wrote, the notes of a dataset version, or texts that are sent along. */
export const frameSourceSchema = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("generations"), runs: z.array(id).min(1).max(20) }),
  z.strictObject({
    from: z.literal("version"),
    version: id,
    splits: z.array(z.enum(SPLITS)).default([]),
    /** Column of the imported file that says whose note it is. */
    armColumn: z.string().max(120).nullable().default(null),
  }),
  z.strictObject({ from: z.literal("texts"), texts: z.array(textSchema).min(1).max(20_000) }),
]);
export type FrameSource = z.infer<typeof frameSourceSchema>;

/** Kept with the campaign: the source without its texts, and what it held. */
export type CampaignFrame = {
  source: Exclude<FrameSource, { from: "texts" }> | { from: "texts" };
  /** Sources, each with one note an arm. */
  items: number;
  arms: string[];
  /** Items of each stratum; one nameless where nothing was stratified. */
  strata: Record<string, number>;
  /** Upper ends of the lengths in characters, where strata are lengths. */
  lengthEnds: number[];
  /** What could not be taken, and why. */
  leftOut: { reason: string; notes: number }[];
};
