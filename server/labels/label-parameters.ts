import { z } from "zod";
import { UNITS } from "@/domain/campaigns/protocol";
import { type LabelReading, labelReadingSchema } from "@/domain/labels/label-import";
import { SINGLE_COLUMNS } from "@/domain/labels/label-mapping";
import { DomainError } from "../errors";

const text = z.string().min(1).max(255).optional();
const list = z.string().max(10_000).optional();

/** What stands beside a file of labels that comes as a body. */
export const labelFields = {
  fileName: z.string().trim().min(1).max(255),
  format: z.enum(["table", "label-studio"]).default("table"),
  version: z.string().min(1).max(64).optional(),
  item: text,
  reviewer: text,
  label: text,
  reviewers: list,
  positive: list,
  negative: list,
  unit: z.enum(UNITS).default("note"),
  unitColumn: text,
  type: text,
  severity: text,
  start: text,
  end: text,
  offsets: z.enum(["utf-16", "code-points"]).default("utf-16"),
  quote: text,
  corrected: text,
  note: text,
  source: text,
  group: text,
  section: text,
  arm: text,
  verdict: text,
  readers: z.enum(["annotations", "predictions"]).default("annotations"),
};

export const nameField = { name: z.string().trim().min(1).max(120).optional() };

const parametersSchema = z.strictObject({ project: z.string(), ...labelFields, ...nameField });
type Parameters = z.infer<typeof parametersSchema>;

const split = (given: string | undefined, by: string) =>
  (given ?? "")
    .split(by)
    .map((each) => each.trim())
    .filter((each) => each !== "");

function readingOf(given: Parameters): LabelReading {
  const [positive, negative] = [split(given.positive, "\n"), split(given.negative, "\n")];
  const { format, unit, note, source } = given;
  if (format === "label-studio") {
    const { verdict, readers } = given;
    return labelReadingSchema.parse({ format, options: { note, source, unit, positive, negative, verdict, readers } });
  }
  if (given.item === undefined) {
    throw new DomainError("Validation", "Say which column names the item.", [
      { where: "item", what: "no column named" },
    ]);
  }
  const columns = Object.fromEntries(SINGLE_COLUMNS.map((field) => [field, given[field]]));
  const mapping = {
    ...columns,
    unit,
    positive,
    negative,
    reviewers: split(given.reviewers, ","),
    offsets: given.offsets,
  };
  return labelReadingSchema.parse({ format, mapping });
}

/** The parameters of an address, as an import wants them. */
export function parseLabelParameters(parameters: Readonly<Record<string, string>>) {
  const read = parametersSchema.safeParse(parameters);
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => ({ where: path.join("."), what: message }));
    throw new DomainError("Validation", "The file cannot be read as asked.", problems);
  }
  const { project, fileName, name, version } = read.data;
  const own = fileName.replace(/\.[^.]+$/, "").slice(0, 120) || "Labels";
  return { project, fileName, name: name ?? own, version: version ?? null, reading: readingOf(read.data) };
}
