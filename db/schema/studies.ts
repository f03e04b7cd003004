import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
} from "drizzle-orm/pg-core";
import type { GateVerdict } from "../../domain/gates/gate-rule";
import type { MadeKind } from "../../domain/studies/made";
import type { NodeKind, NodeState } from "../../domain/studies/node-rules";
import type { NoteRole } from "../../domain/studies/note-role";
import type { StudyState } from "../../domain/studies/study-rules";
import { instant } from "./columns";
import { datasetVersion } from "./datasets";
import { user } from "./people";
import { study } from "./runs";

/** A study that was launched whole, as a graph of nodes; studies without one only group runs. */
export const studyLaunch = pgTable(
  "study_launch",
  {
    studyId: text("study_id").primaryKey(),
    projectId: text("project_id").notNull(),
    /** Which graph: `clinical-loop`. */
    template: text("template").notNull(),
    settings: jsonb("settings").$type<Record<string, unknown>>().notNull(),
    state: text("state").$type<StudyState>().notNull(),
    notesVersionId: text("notes_version_id").notNull(),
    /** Draws the roles of groups. */
    seed: integer("seed").notNull(),
    harvestShare: doublePrecision("harvest_share").notNull(),
    /** Plain id: the study it was forked from may go. */
    forkedFromStudyId: text("forked_from_study_id"),
    forkedFromNode: text("forked_from_node"),
    /** What it came to, in a sentence. */
    outcome: text("outcome"),
    createdBy: text("created_by").references(() => user.id, { onDelete: "set null" }),
    createdAt: instant("created_at").notNull().defaultNow(),
    endedAt: instant("ended_at"),
  },
  (t) => [
    index("study_launch_running").on(t.state),
    foreignKey({ columns: [t.projectId, t.studyId], foreignColumns: [study.projectId, study.id] }).onDelete("cascade"),
    foreignKey({
      columns: [t.projectId, t.notesVersionId],
      foreignColumns: [datasetVersion.projectId, datasetVersion.id],
    }),
    check("study_launch_share", sql`${t.harvestShare} > 0 and ${t.harvestShare} < 1`),
  ],
);

/** The role of every group of the study's notes, written before anything is sampled, and never changed. */
export const studyGroup = pgTable(
  "study_group",
  {
    projectId: text("project_id").notNull(),
    studyId: text("study_id").notNull(),
    /** Patient or document; renamed with its rows when it is erased. */
    groupKey: text("group_key").notNull(),
    role: text("role").$type<NoteRole>().notNull(),
    /** Of its rows then, so that a copy of a note under another name is known too. */
    sourceHashes: text("source_hashes").array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.studyId, t.groupKey] }),
    index("study_group_of_project").on(t.projectId, t.groupKey),
    foreignKey({ columns: [t.projectId, t.studyId], foreignColumns: [study.projectId, study.id] }).onDelete("cascade"),
  ],
);

export const studyNode = pgTable(
  "study_node",
  {
    projectId: text("project_id").notNull(),
    studyId: text("study_id").notNull(),
    key: text("key").notNull(),
    kind: text("kind").$type<NodeKind>().notNull(),
    title: text("title").notNull(),
    /** In the order of the template. */
    position: integer("position").notNull(),
    config: jsonb("config").$type<Record<string, unknown>>().notNull(),
    state: text("state").$type<NodeState>().notNull(),
    /** Step within the node, where it takes several. */
    step: text("step"),
    /** What it waits for, or why it failed, and what to do. */
    why: text("why"),
    remedy: text("remedy"),
    /** One line for the graph. */
    headline: text("headline"),
    /** Of a gate. */
    verdict: text("verdict").$type<GateVerdict>(),
    /** How often it was begun anew. */
    reruns: integer("reruns").notNull().default(0),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.studyId, t.key] }),
    foreignKey({ columns: [t.projectId, t.studyId], foreignColumns: [study.projectId, study.id] }).onDelete("cascade"),
  ],
);

/** What a node reads of another; out of a gate only after the verdicts that it names. */
export const studyEdge = pgTable(
  "study_edge",
  {
    projectId: text("project_id").notNull(),
    studyId: text("study_id").notNull(),
    fromKey: text("from_key").notNull(),
    toKey: text("to_key").notNull(),
    /** What is read: `model`, `notes`, `generations`. */
    name: text("name").notNull(),
    /** Empty where it does not come from a gate. */
    verdicts: text("verdicts").array().$type<GateVerdict[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.studyId, t.fromKey, t.toKey, t.name] }),
    foreignKey({
      columns: [t.projectId, t.studyId, t.fromKey],
      foreignColumns: [studyNode.projectId, studyNode.studyId, studyNode.key],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.projectId, t.studyId, t.toKey],
      foreignColumns: [studyNode.projectId, studyNode.studyId, studyNode.key],
    }).onDelete("cascade"),
  ],
);

/** What a node made. Plain ids: a run may be deleted under a study, which then says so. */
export const studyMade = pgTable(
  "study_made",
  {
    projectId: text("project_id").notNull(),
    studyId: text("study_id").notNull(),
    nodeKey: text("node_key").notNull(),
    kind: text("kind").$type<MadeKind>().notNull(),
    thingId: text("thing_id").notNull(),
    /** `harvest`, `confirm`, or the run's place in a sweep. */
    name: text("name").notNull(),
    /** Made by the study that this one was forked from. */
    shared: boolean("shared").notNull().default(false),
    /** Set aside by a re-run. */
    replacedAt: instant("replaced_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.studyId, t.nodeKey, t.name, t.thingId] }),
    index("study_made_thing").on(t.projectId, t.thingId),
    foreignKey({
      columns: [t.projectId, t.studyId, t.nodeKey],
      foreignColumns: [studyNode.projectId, studyNode.studyId, studyNode.key],
    }).onDelete("cascade"),
  ],
);

/** What people did to a study: launched, paused, resumed, cancelled, re-ran, forked. Only added to. */
export const studyChange = pgTable(
  "study_change",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id").notNull(),
    studyId: text("study_id").notNull(),
    action: text("action").$type<"launch" | "pause" | "resume" | "cancel" | "rerun" | "fork">().notNull(),
    nodeKey: text("node_key"),
    reason: text("reason"),
    facts: jsonb("facts").$type<Record<string, unknown>>().notNull().default({}),
    changedBy: text("changed_by").references(() => user.id, { onDelete: "set null" }),
    changedAt: instant("changed_at").notNull().defaultNow(),
  },
  (t) => [
    index("study_change_study").on(t.studyId, t.changedAt),
    foreignKey({ columns: [t.projectId, t.studyId], foreignColumns: [study.projectId, study.id] }).onDelete("cascade"),
  ],
);
