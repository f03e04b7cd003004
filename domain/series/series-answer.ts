import { z } from "zod";
import { loggedNumber } from "../api/loose-number";

const numbers = z.array(z.number());
const numbersOrNone = z.array(z.number().nullable());

const bucketsAnswer = z
  .object({
    x: numbers.describe("First step (or time) in each bucket."),
    xEnd: numbers.describe("Last one."),
    n: numbers.describe("Finite points in each bucket."),
    min: numbersOrNone,
    max: numbersOrNone,
    mean: numbersOrNone,
    last: numbersOrNone,
    nonFinite: numbers.describe("Points that are NaN or infinite."),
    nonFiniteKinds: z.array(
      z.object({ bucket: z.number(), nan: z.number(), plusInfinity: z.number(), minusInfinity: z.number() }),
    ),
  })
  .meta({ id: "Buckets", description: "Parallel columns; buckets without a point do not exist, so a gap stays one." });

export const seriesAnswer = z
  .object({
    run: z.string(),
    key: z.string(),
    attempt: z.number(),
    source: z.enum(["metrics", "resource"]),
    cutStep: z.number().nullable().describe("The last step that shows, where a later attempt took over."),
    resolution: z.number().describe("Points behind one entry that was read; 1 means that every point was."),
    buckets: bucketsAnswer,
  })
  .meta({ id: "Series" });

export const metricKeyAnswer = z
  .object({
    key: z.string(),
    source: z.enum(["metrics", "resource"]),
    points: z.number(),
    firstStep: z.number(),
    lastStep: z.number(),
    last: loggedNumber.describe("The last value as logged."),
    min: z.number().nullable(),
    max: z.number().nullable(),
    nonFinite: z.number(),
  })
  .meta({ id: "MetricKey" });
