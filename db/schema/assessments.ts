import { sql } from "drizzle-orm";
import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { ChangeBody } from "../../domain/assessments/assessment-change";
import type { Assessment } from "../../domain/assessments/mark";
import { campaignCase, campaignReviewer } from "./campaigns";
import { instant } from "./columns";
import { user } from "./people";

/** One reader's turn at one case. */
export const assignment = pgTable(
  "assignment",
  {
    /** Random; the only name that a reader has of a case. */
    id: text("id").primaryKey(),
    projectId: text("project_id").notNull(),
    campaignId: text("campaign_id").notNull(),
    caseId: text("case_id").notNull(),
    reviewerId: text("reviewer_id").notNull(),
    /** Place in this reader's own order. */
    position: integer("position").notNull(),
    /** `released`: a lease ran out, or the reader left; the case is free again, what was marked stays. */
    state: text("state").$type<"open" | "submitted" | "released">().notNull(),
    /** Null where the case is this reader's for good. */
    leasedUntil: instant("leased_until"),
    /** Of a side-by-side choice: the other note stands first. */
    swapped: boolean("swapped").notNull().default(false),
    openedAt: instant("opened_at"),
    submittedAt: instant("submitted_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    unique("assignment_project").on(t.projectId, t.id),
    unique("assignment_reader").on(t.caseId, t.reviewerId),
    index("assignment_queue").on(t.reviewerId, t.state, t.position),
    index("assignment_order").on(t.reviewerId, t.position),
    index("assignment_campaign").on(t.campaignId, t.state),
    index("assignment_leases").on(t.leasedUntil).where(sql`${t.state} = 'open' and ${t.leasedUntil} is not null`),
    foreignKey({
      columns: [t.projectId, t.caseId],
      foreignColumns: [campaignCase.projectId, campaignCase.id],
    }).onDelete("cascade"),
    foreignKey({
      columns: [t.projectId, t.reviewerId],
      foreignColumns: [campaignReviewer.projectId, campaignReviewer.id],
    }),
  ],
);

/** Everything that a reader did, one row each; only added to (domain/assessments/assessment-change.ts). */
export const assessmentChange = pgTable(
  "assessment_change",
  {
    /** Made by the browser, so that a second delivery changes nothing. */
    id: text("id").primaryKey(),
    projectId: text("project_id").notNull(),
    assignmentId: text("assignment_id").notNull(),
    clock: integer("clock").notNull(),
    madeAt: instant("made_at").notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
    seconds: doublePrecision("seconds").notNull(),
    hintsShown: boolean("hints_shown").notNull(),
    body: jsonb("body").$type<ChangeBody>().notNull(),
  },
  (t) => [
    index("assessment_change_assignment").on(t.assignmentId, t.clock),
    foreignKey({
      columns: [t.projectId, t.assignmentId],
      foreignColumns: [assignment.projectId, assignment.id],
    }).onDelete("cascade"),
  ],
);

/** What a reader said, folded from the changes whenever it has a verdict. A correction is a new version. */
export const assessment = pgTable(
  "assessment",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id").notNull(),
    campaignId: text("campaign_id").notNull(),
    caseId: text("case_id").notNull(),
    assignmentId: text("assignment_id").notNull(),
    reviewerId: text("reviewer_id").notNull(),
    version: integer("version").notNull(),
    /** The newest of its assignment; the only column that ever changes. A verdict taken back leaves none. */
    current: boolean("current").notNull().default(true),
    verdict: text("verdict").$type<Assessment["verdict"]>().notNull(),
    marks: jsonb("marks").$type<Assessment["marks"]>().notNull(),
    corrected: text("corrected"),
    unsure: boolean("unsure").notNull(),
    comment: text("comment").notNull(),
    reason: text("reason"),
    strength: text("strength").$type<Assessment["strength"]>(),
    /** With the page in focus. */
    seconds: doublePrecision("seconds").notNull(),
    hintsShown: boolean("hints_shown").notNull(),
    noteDigest: text("note_digest").notNull(),
    /** Delivered after the round was closed; counted, and told apart. */
    late: boolean("late").notNull().default(false),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    unique("assessment_project").on(t.projectId, t.id),
    unique("assessment_version").on(t.assignmentId, t.version),
    uniqueIndex("assessment_current").on(t.assignmentId).where(sql`${t.current}`),
    index("assessment_campaign").on(t.campaignId).where(sql`${t.current}`),
    index("assessment_case").on(t.caseId),
    /** The time of a reader is summed from the index alone. */
    index("assessment_reader").on(t.reviewerId, t.seconds, t.createdAt).where(sql`${t.current}`),
    foreignKey({
      columns: [t.projectId, t.assignmentId],
      foreignColumns: [assignment.projectId, assignment.id],
    }).onDelete("cascade"),
  ],
);

/** The settled answer where readings differ; the readings stay as they are. */
export const adjudication = pgTable(
  "adjudication",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id").notNull(),
    campaignId: text("campaign_id").notNull(),
    caseId: text("case_id").notNull(),
    version: integer("version").notNull(),
    current: boolean("current").notNull().default(true),
    verdict: text("verdict").$type<Assessment["verdict"]>().notNull(),
    marks: jsonb("marks").$type<Assessment["marks"]>().notNull(),
    corrected: text("corrected"),
    /** Of every mark that a reading has: kept or not. */
    decisions: jsonb("decisions").$type<{ assessmentId: string; markId: string; kept: boolean }[]>().notNull(),
    reason: text("reason").notNull(),
    /** What it was decided on. */
    assessmentIds: text("assessment_ids").array().notNull(),
    seconds: doublePrecision("seconds").notNull().default(0),
    decidedBy: text("decided_by").references(() => user.id, { onDelete: "set null" }),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    unique("adjudication_version").on(t.caseId, t.version),
    uniqueIndex("adjudication_current").on(t.caseId).where(sql`${t.current}`),
    index("adjudication_campaign").on(t.campaignId).where(sql`${t.current}`),
    foreignKey({
      columns: [t.projectId, t.caseId],
      foreignColumns: [campaignCase.projectId, campaignCase.id],
    }).onDelete("cascade"),
  ],
);

/** Time that is no reading, with the page in focus; reading stands in the changes. */
export const reviewTime = pgTable(
  "review_time",
  {
    /** Made by the browser. */
    id: text("id").primaryKey(),
    projectId: text("project_id").notNull(),
    reviewerId: text("reviewer_id").notNull(),
    kind: text("kind").$type<"training" | "adjudication">().notNull(),
    seconds: doublePrecision("seconds").notNull(),
    at: instant("at").notNull().defaultNow(),
  },
  (t) => [
    index("review_time_reviewer").on(t.reviewerId, t.at),
    foreignKey({
      columns: [t.projectId, t.reviewerId],
      foreignColumns: [campaignReviewer.projectId, campaignReviewer.id],
    }).onDelete("cascade"),
  ],
);
