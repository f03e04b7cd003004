import { z } from "zod";
import { FIELDS, HOLDS, IMPORTABLE_TYPES, SPLITS } from "@/domain/datasets/dataset-types";
import { ENCODINGS, WITHOUT_LABELS } from "@/domain/datasets/import-options";
import { DomainError } from "../errors";

const fieldSchema = z.enum(FIELDS);

/** `source=dialogue,reference=note`. */
const columnsSchema = z.string().transform((text, context) => {
  const pairs = text.split(",").map((pair) => {
    const [field, ...column] = pair.split("=");
    return [fieldSchema.safeParse(field?.trim()).data, column.join("=").trim()] as const;
  });
  if (pairs.some(([field, column]) => !field || !column)) {
    const what = `Columns are written source=dialogue,reference=note, with a field of: ${FIELDS.join(", ")}.`;
    context.addIssue({ code: "custom", message: what });
    return z.NEVER;
  }
  return Object.fromEntries(pairs) as Partial<Record<(typeof FIELDS)[number], string>>;
});

const yes = z.enum(["true", "false"]).transform((text) => text === "true");

const requestSchema = z.object({
  project: z.string().min(1),
  fileName: z.string().min(1).max(255),
  name: z.string().trim().min(1).max(120).optional(),
  type: z.enum(IMPORTABLE_TYPES).optional(),
  columns: columnsSchema.optional(),
  split: z.enum(SPLITS).optional(),
  encoding: z.enum(ENCODINGS).optional(),
  keepAlike: yes.optional(),
  withoutLabels: z.enum(WITHOUT_LABELS).optional(),
  holds: z.enum(HOLDS).default("unstated"),
  approval: z.string().trim().min(1).max(300).optional(),
  approvedUntil: z.iso.date().optional(),
  /** Of the sample generator; not the one that draws splits. */
  seed: z.coerce.number().int().optional(),
  /** Only say what would be stored. */
  preview: yes.default(false),
});

/** All of it, as an address or a form writes it. */
export const importFields = requestSchema.shape;

export type ImportRequest = z.infer<typeof requestSchema>;

/** What a form or a query says about an import, all of it text. */
export function parseImportRequest(parameters: Record<string, string>): ImportRequest {
  const parsed = requestSchema.safeParse(parameters);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => ({ where: issue.path.join("."), what: issue.message }));
  throw new DomainError("Validation", "The request does not say how to import.", problems);
}

/** A new dataset is called like its file unless a name is given. */
export function nameOfFile(fileName: string): string {
  return fileName.replace(/\.\w+$/, "").slice(0, 120) || "dataset";
}
