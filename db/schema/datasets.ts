import { sql } from "drizzle-orm";
import { bigint, check, date, foreignKey, index, integer, jsonb, pgTable, text, unique } from "drizzle-orm/pg-core";
import type { DatasetType, Holds, Split } from "../../domain/datasets/dataset-types";
import type { FilePreview } from "../../domain/datasets/file-preview";
import type { ImportOptions } from "../../domain/datasets/import-options";
import type { ImportState } from "../../domain/datasets/import-rules";
import type { VersionFacts } from "../../domain/datasets/version-facts";
import type { PairSetOrigin } from "../../domain/pairs/pair-set-origin";
import type { NoteRole } from "../../domain/studies/note-role";
import { instant } from "./columns";
import { project, user } from "./people";

export const dataset = pgTable(
  "dataset",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id")
      .notNull()
      .references(() => project.id),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [unique("dataset_name").on(t.projectId, t.name), unique("dataset_project").on(t.projectId, t.id)],
);

/** Where a version came from: enough to make it again. */
export type DatasetOrigin = {
  /** `labels`: made of what reviewers marked, by a pair set. */
  how: "imported" | "generated" | "labels";
  fileName: string | null;
  format: string;
  columns: Record<string, string>;
  seed?: number;
  encoding?: string;
  /** What the person chose about how to read. */
  reading?: ImportOptions;
  problems: { row: number; line?: number | null; reason: string }[];
  problemCounts?: { reason: string; rows: number }[];
  rowsRead: number;
  groups?: number;
  /** What its pairs were made of; each pair names the assessments behind it. */
  pairSet?: PairSetOrigin;
  /** Held-out notes of one role, of a study that divided them. */
  study?: { studyId: string; role: NoteRole; fromVersionId: string };
};

export const datasetVersion = pgTable(
  "dataset_version",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id").notNull(),
    datasetId: text("dataset_id").notNull(),
    number: integer("number").notNull(),
    type: text("type").$type<DatasetType>().notNull(),
    /** SHA-256 of the stored JSONL; the rows cannot change under it. */
    digest: text("digest").notNull(),
    rows: integer("rows").notNull(),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    splitCounts: jsonb("split_counts").$type<Partial<Record<Split, number>>>().notNull(),
    holds: text("holds").$type<Holds>().notNull(),
    /** Ethics vote, contract or protocol under which the text is here. */
    approval: text("approval"),
    approvedUntil: date("approved_until", { mode: "string" }),
    /** Lengths, near-duplicates and what looks like names; null where nobody looked. */
    facts: jsonb("facts").$type<VersionFacts>(),
    origin: jsonb("origin").$type<DatasetOrigin>().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    unique("dataset_version_number").on(t.datasetId, t.number),
    unique("dataset_version_project").on(t.projectId, t.id),
    foreignKey({ columns: [t.projectId, t.datasetId], foreignColumns: [dataset.projectId, dataset.id] }),
    check("dataset_version_rows", sql`${t.rows} >= 0`),
  ],
);

/** One row of a version. `notes`: source is the dialogue, reference the note. `sft`: prompt and completion. */
export const example = pgTable(
  "example",
  {
    /** Unique with its project; an index on it alone would cost every import a tenth of its time. */
    id: text("id").notNull(),
    projectId: text("project_id").notNull(),
    datasetVersionId: text("dataset_version_id").notNull(),
    position: integer("position").notNull(),
    /** The id that the file gives the row, unique in its version; null in versions stored before ids were kept. */
    key: text("key"),
    split: text("split").$type<Split>().notNull(),
    /** Patient or document; a group never spans two splits. */
    groupKey: text("group_key").notNull(),
    section: text("section"),
    source: text("source").notNull(),
    reference: text("reference"),
    /** SHA-256 of the normalised source, for overlap checks without reading texts. */
    sourceHash: text("source_hash").notNull(),
    metadata: jsonb("metadata").$type<Record<string, unknown>>().notNull().default({}),
    /** Its text is gone for good; hashes and places stay. */
    erasedAt: instant("erased_at"),
  },
  (t) => [
    unique("example_position").on(t.datasetVersionId, t.position),
    unique("example_project").on(t.projectId, t.id),
    index("example_source_hash").on(t.projectId, t.sourceHash),
    foreignKey({
      columns: [t.projectId, t.datasetVersionId],
      foreignColumns: [datasetVersion.projectId, datasetVersion.id],
    }),
  ],
);

/** A file on its way to become a version; its id becomes the version's. */
export const datasetImport = pgTable(
  "dataset_import",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id")
      .notNull()
      .references(() => project.id),
    userId: text("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    fileName: text("file_name").notNull(),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    state: text("state").$type<ImportState>().notNull(),
    options: jsonb("options").$type<ImportOptions>().notNull().default({}),
    progress: jsonb("progress").$type<ImportProgress>(),
    /** Holds samples of the file's text until the import ends. */
    preview: jsonb("preview").$type<FilePreview>(),
    failure: jsonb("failure").$type<ImportFailure>(),
    datasetVersionId: text("dataset_version_id"),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** Last sign of life of whoever works on it. */
    beatAt: instant("beat_at").notNull().defaultNow(),
  },
  (t) => [index("dataset_import_project").on(t.projectId, t.createdAt)],
);

/** `total` is 0 while nobody knows it. */
export type ImportProgress = { phase: string; done: number; total: number; rows: number };
export type ImportFailure = { message: string; problems: { where: string; what: string; remedy?: string }[] };
