import { z } from "zod";

/** Where a value of a template stands. */
const valueSchema = z.strictObject({
  /** Config key. */
  key: z.string(),
  /** Several values of one key are a sweep over them. */
  values: z.array(z.union([z.number(), z.string(), z.boolean()])).min(1),
  source: z.string(),
});

/** Settings of one stage as a published recipe gives them. */
export const launchTemplateSchema = z
  .strictObject({
    name: z.string(),
    stage: z.string(),
    title: z.string(),
    /** Its numbers in one line. */
    summary: z.string(),
    /** What the document says otherwise than it is, or leaves open. */
    remarks: z.array(z.string()),
    settings: z.array(valueSchema),
    seed: z.strictObject({ value: z.int(), source: z.string() }).nullable(),
  })
  .meta({ id: "LaunchTemplate" });

export type LaunchTemplate = z.infer<typeof launchTemplateSchema>;
export type TemplateSetting = LaunchTemplate["settings"][number];
