import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import type { Split } from "../../domain/datasets/dataset-types";
import type { Label, PairOrigin } from "../../domain/pairs/pair";
import type { PairBefore, PairChangeKind, PairFields } from "../../domain/pairs/pair-change";
import type { PairProvenance } from "../../domain/pairs/pair-provenance";
import type { PairExclusion, PairRecipe } from "../../domain/pairs/pair-recipe";
import type { PairSetState } from "../../domain/pairs/pair-set-rules";
import { instant } from "./columns";
import { datasetVersion, example } from "./datasets";
import { project, user } from "./people";
import { study } from "./runs";

/**
 * What a row of a preference or unpaired version has beside its example: `source` there is the prompt, `reference` the
 * chosen answer, or the only one.
 */
export const pair = pgTable(
  "pair",
  {
    projectId: text("project_id").notNull(),
    exampleId: text("example_id").notNull(),
    datasetVersionId: text("dataset_version_id").notNull(),
    /** Null in an unpaired version; empty once erased. */
    rejected: text("rejected"),
    hChosen: integer("h_chosen").$type<Label>().notNull(),
    /** Null in an unpaired version. */
    hRejected: integer("h_rejected").$type<Label>(),
    /** It was turned when it was stored, so that a factual answer stands before a hallucinated one. */
    flipped: boolean("flipped").notNull(),
    origin: text("origin").$type<PairOrigin>().notNull(),
    /** Null where a file brought it. */
    provenance: jsonb("provenance").$type<PairProvenance>(),
    /** Plain ids: labels and generations may go, and the pair stays what it was. */
    assessmentIds: text("assessment_ids").array().notNull().default(sql`'{}'::text[]`),
    generationIds: text("generation_ids").array().notNull().default(sql`'{}'::text[]`),
    /** SHA-256 of the normalised note that the prompt was made of; the prompt's own where that is not known. */
    noteHash: text("note_hash").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.exampleId] }),
    index("pair_version").on(t.datasetVersionId),
    index("pair_assessments").using("gin", t.assessmentIds),
    index("pair_generations").using("gin", t.generationIds),
    index("pair_note").on(t.projectId, t.noteHash),
    foreignKey({ columns: [t.projectId, t.exampleId], foreignColumns: [example.projectId, example.id] }),
    check("pair_labels", sql`${t.hChosen} in (0, 1) and ${t.hRejected} in (0, 1)`),
    check("pair_sides", sql`(${t.rejected} is null) = (${t.hRejected} is null)`),
  ],
);

/** Pairs that people look through before they become a version. */
export const pairSet = pgTable(
  "pair_set",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id")
      .notNull()
      .references(() => project.id),
    name: text("name").notNull(),
    state: text("state").$type<PairSetState>().notNull(),
    recipe: jsonb("recipe").$type<PairRecipe>().notNull(),
    /** What the recipe left out, by reason; what people left out stands in the drafts. */
    exclusions: jsonb("exclusions").$type<PairExclusion[]>().notNull(),
    /** Its confirming notes are kept out. */
    studyId: text("study_id"),
    datasetVersionId: text("dataset_version_id"),
    createdBy: text("created_by").references(() => user.id, { onDelete: "set null" }),
    createdAt: instant("created_at").notNull().defaultNow(),
    frozenBy: text("frozen_by").references(() => user.id, { onDelete: "set null" }),
    frozenAt: instant("frozen_at"),
  },
  (t) => [
    unique("pair_set_project").on(t.projectId, t.id),
    index("pair_set_listing").on(t.projectId, t.createdAt),
    foreignKey({ columns: [t.projectId, t.studyId], foreignColumns: [study.projectId, study.id] }),
    foreignKey({
      columns: [t.projectId, t.datasetVersionId],
      foreignColumns: [datasetVersion.projectId, datasetVersion.id],
    }),
  ],
);

export const pairDraft = pgTable(
  "pair_draft",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id").notNull(),
    pairSetId: text("pair_set_id").notNull(),
    position: integer("position").notNull(),
    split: text("split").$type<Split>().notNull(),
    /** Patient or document; never in two splits. */
    groupKey: text("group_key").notNull(),
    section: text("section"),
    prompt: text("prompt").notNull(),
    chosen: text("chosen").notNull(),
    rejected: text("rejected").notNull(),
    hChosen: integer("h_chosen").$type<Label>().notNull(),
    hRejected: integer("h_rejected").$type<Label>().notNull(),
    flipped: boolean("flipped").notNull(),
    origin: text("origin").$type<PairOrigin>().notNull(),
    provenance: jsonb("provenance").$type<PairProvenance>(),
    assessmentIds: text("assessment_ids").array().notNull(),
    generationIds: text("generation_ids").array().notNull(),
    noteHash: text("note_hash").notNull(),
    /** Plain id of the row that the prompt was made of. */
    exampleId: text("example_id"),
    excludedReason: text("excluded_reason"),
    /** Counts changes; a save over another is refused. */
    version: integer("version").notNull().default(1),
    erasedAt: instant("erased_at"),
  },
  (t) => [
    unique("pair_draft_project").on(t.projectId, t.id),
    unique("pair_draft_position").on(t.pairSetId, t.position),
    index("pair_draft_group").on(t.projectId, t.groupKey),
    index("pair_draft_example").on(t.projectId, t.exampleId),
    index("pair_draft_assessments").using("gin", t.assessmentIds),
    foreignKey({ columns: [t.projectId, t.pairSetId], foreignColumns: [pairSet.projectId, pairSet.id] }),
    check("pair_draft_labels", sql`${t.hChosen} in (0, 1) and ${t.hRejected} in (0, 1)`),
  ],
);

/** What people did to a draft, one row each; only added to. */
export const pairChange = pgTable(
  "pair_change",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id").notNull(),
    pairSetId: text("pair_set_id").notNull(),
    pairDraftId: text("pair_draft_id").notNull(),
    kind: text("kind").$type<PairChangeKind>().notNull(),
    /** Emptied with the text that it holds; the digests stay. */
    before: jsonb("before").$type<PairBefore>(),
    after: jsonb("after").$type<PairFields>(),
    beforeDigest: text("before_digest").notNull(),
    afterDigest: text("after_digest").notNull(),
    reason: text("reason").notNull(),
    /** The change that this one takes back. */
    undoes: text("undoes"),
    changedBy: text("changed_by").references(() => user.id, { onDelete: "set null" }),
    changedAt: instant("changed_at").notNull().defaultNow(),
  },
  (t) => [
    index("pair_change_set").on(t.pairSetId, t.changedAt),
    index("pair_change_draft").on(t.pairDraftId, t.changedAt),
    unique("pair_change_undoes").on(t.undoes),
    foreignKey({ columns: [t.projectId, t.pairSetId], foreignColumns: [pairSet.projectId, pairSet.id] }),
  ],
);
