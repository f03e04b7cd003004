import { z } from "zod";

export const intervalSchema = z.strictObject({
  low: z.number(),
  high: z.number(),
  level: z.number().gt(0).lt(1),
  side: z.enum(["two", "lower", "upper"]),
  method: z.string().min(1),
});

const measured = {
  /** Definition id with its version, e.g. `text.rouge_l@1`. */
  definition: z
    .string()
    .max(200)
    .regex(/^[a-z0-9_.]+@\d+$/),
  parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  n: z.int().min(0),
  /** What one of the n is: `note`, `sentence`, `token`. */
  unit: z.string().min(1),
  /** Items left out before n was counted, e.g. without a reference. */
  excluded: z.int().min(0),
};

export const estimateSchema = z.discriminatedUnion("state", [
  z.strictObject({
    state: z.literal("defined"),
    ...measured,
    value: z.number(),
    reason: z.null(),
    interval: intervalSchema.nullable(),
  }),
  z.strictObject({
    state: z.literal("undefined"),
    ...measured,
    value: z.null(),
    reason: z.string().min(1),
    interval: z.null(),
  }),
]);

export type Interval = z.infer<typeof intervalSchema>;
export type Estimate = z.infer<typeof estimateSchema>;
