import { z } from "zod";
import { SPLITS } from "./dataset-types";
import { versionFactsSchema } from "./version-facts";

const side = z.object({ id: z.string(), number: z.number(), name: z.string() });

export const versionDiffAnswer = z
  .object({
    from: side,
    to: side,
    matchedBy: z.enum(["id", "source"]).describe("What tells that two rows are the same one."),
    counts: z.object({
      added: z.number(),
      removed: z.number(),
      changed: z.number(),
      moved: z.number().describe("The same texts, in another split."),
      erased: z.number().describe("Rows whose text was erased, whatever became of them between the two."),
      same: z.number(),
    }),
  })
  .meta({ id: "VersionDiff" });

const row = z.object({
  position: z.number(),
  split: z.enum(SPLITS),
  section: z.string().nullable(),
  source: z.string(),
  reference: z.string().nullable(),
});

export const differenceAnswer = z
  .object({ before: row.nullable(), after: row.nullable() })
  .meta({ id: "RowDifference" });

export const versionFactsAnswer = z
  .object({ facts: versionFactsSchema.meta({ id: "VersionFacts" }).nullable().describe("Null where nobody looked.") })
  .meta({ id: "FactsOfVersion" });
