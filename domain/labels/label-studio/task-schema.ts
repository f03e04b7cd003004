import { z } from "zod";

// https://labelstud.io/guide/task_format: what of it says something about labels of text.

const place = z.looseObject({
  start: z.union([z.number(), z.string()]).optional(),
  end: z.union([z.number(), z.string()]).optional(),
  text: z.union([z.string(), z.array(z.string())]).optional(),
  labels: z.array(z.string()).optional(),
  choices: z.array(z.string()).optional(),
});

const resultSchema = z.looseObject({
  id: z.string().optional(),
  type: z.string(),
  from_name: z.string().optional(),
  to_name: z.string().optional(),
  from_id: z.string().optional(),
  to_id: z.string().optional(),
  value: place.optional(),
});

const completedBy = z.union([
  z.number(),
  z.string(),
  z.looseObject({
    id: z.number().optional(),
    email: z.string().optional(),
    first_name: z.string().optional(),
    last_name: z.string().optional(),
  }),
]);

const annotationSchema = z.looseObject({
  completed_by: completedBy.nullish(),
  was_cancelled: z.boolean().nullish(),
  lead_time: z.number().nullish(),
  result: z.array(resultSchema),
});

const predictionSchema = z.looseObject({ model_version: z.string().nullish(), result: z.array(resultSchema) });

export const taskSchema = z.looseObject({
  id: z.union([z.number(), z.string()]).optional(),
  data: z.record(z.string(), z.unknown()),
  annotations: z.array(annotationSchema).optional(),
  /** An export of a project names its predictions by their ids alone. */
  predictions: z.array(z.union([predictionSchema, z.number()])).optional(),
});

export type LabelStudioTask = z.infer<typeof taskSchema>;
export type LabelStudioResult = z.infer<typeof resultSchema>;
export type CompletedBy = z.infer<typeof completedBy>;
