import { z } from "zod";
import { campaignNameSchema } from "./campaign-request";
import { designSchema } from "./design";
import { protocolSchema } from "./protocol";

const { assignment, leaseMinutes, distance, planted, clean } = designSchema.shape;

/** What may still change of a campaign that was made; the sample was drawn. */
export const draftChangeSchema = z
  .strictObject({
    name: campaignNameSchema,
    title: campaignNameSchema,
    protocol: protocolSchema,
    design: z
      .strictObject({
        assignment: assignment.unwrap(),
        leaseMinutes: leaseMinutes.unwrap(),
        distance: distance.unwrap(),
        planted: planted.unwrap(),
        clean: clean.unwrap(),
      })
      .partial(),
  })
  .partial();
export type DraftChange = z.infer<typeof draftChangeSchema>;
