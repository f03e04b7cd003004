import { sql } from "drizzle-orm";
import {
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import type { Assessment } from "../../domain/assessments/mark";
import type { CampaignOrigin, CampaignState } from "../../domain/campaigns/campaign-rules";
import type { CampaignDesign } from "../../domain/campaigns/design";
import type { CampaignFrame } from "../../domain/campaigns/frame";
import type { Protocol } from "../../domain/campaigns/protocol";
import type { Provenance } from "../../domain/campaigns/provenance";
import type { ReviewerKind, ReviewerRole } from "../../domain/campaigns/reviewers";
import { instant } from "./columns";
import { project, user } from "./people";

/** What a reader reads, kept as it was when the campaign was made; marks are offsets into exactly this. */
export const reviewText = pgTable(
  "review_text",
  {
    projectId: text("project_id")
      .notNull()
      .references(() => project.id),
    /** SHA-256 of the UTF-8 text; stays when the text was erased. */
    digest: text("digest").notNull(),
    /** Empty once erased. */
    text: text("text").notNull(),
    erasedAt: instant("erased_at"),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.digest] })],
);

export const campaign = pgTable(
  "campaign",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id")
      .notNull()
      .references(() => project.id),
    /** For the team; it may name models. */
    name: text("name").notNull(),
    /** For reviewers; it names no model, arm or run. */
    title: text("title").notNull(),
    state: text("state").$type<CampaignState>().notNull(),
    origin: text("origin").$type<CampaignOrigin>().notNull(),
    protocol: jsonb("protocol").$type<Protocol>().notNull(),
    design: jsonb("design").$type<CampaignDesign>().notNull(),
    /** What the sample was drawn from, as it was then. */
    frame: jsonb("frame").$type<CampaignFrame>().notNull(),
    /** Id and version of the function that cut the notes into sentences. */
    splitter: text("splitter").notNull(),
    createdBy: text("created_by").references(() => user.id, { onDelete: "set null" }),
    createdAt: instant("created_at").notNull().defaultNow(),
    openedAt: instant("opened_at"),
    closedAt: instant("closed_at"),
  },
  (t) => [unique("campaign_project").on(t.projectId, t.id), index("campaign_listing").on(t.projectId, t.createdAt)],
);

export const campaignStateChange = pgTable(
  "campaign_state_change",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id").notNull(),
    campaignId: text("campaign_id").notNull(),
    action: text("action").notNull(),
    to: text("to_state").$type<CampaignState>().notNull(),
    reason: text("reason"),
    changedBy: text("changed_by").references(() => user.id, { onDelete: "set null" }),
    changedAt: instant("changed_at").notNull().defaultNow(),
  },
  (t) => [
    index("campaign_state_change_campaign").on(t.campaignId, t.changedAt),
    foreignKey({ columns: [t.projectId, t.campaignId], foreignColumns: [campaign.projectId, campaign.id] }).onDelete(
      "cascade",
    ),
  ],
);

/** One thing to read: a note with its source, or two notes side by side. */
export const campaignCase = pgTable(
  "campaign_case",
  {
    /** Random, and so without a word about model or order. */
    id: text("id").primaryKey(),
    projectId: text("project_id").notNull(),
    campaignId: text("campaign_id").notNull(),
    /** Place in the frame that the sample was drawn from. */
    position: integer("position").notNull(),
    kind: text("kind").$type<"sample" | "practice" | "planted" | "clean" | "repeat">().notNull(),
    /** The same for all arms of one source, so that they are kept apart. */
    item: text("item").notNull(),
    /** Patient or document: what agreement and intervals resample. */
    groupKey: text("group_key").notNull(),
    noteDigest: text("note_digest").notNull(),
    /** The other note of a side-by-side choice. */
    otherNoteDigest: text("other_note_digest"),
    sourceDigest: text("source_digest").notNull(),
    section: text("section"),
    stratum: text("stratum"),
    /** What the case stands for in the rate; 1 where all were drawn alike. */
    weight: doublePrecision("weight").notNull().default(1),
    /** Readers that it is to have. */
    readings: integer("readings").notNull().default(1),
    /** Turns pulled from the queue that were not released. Stays 0 where turns are made when the round opens. */
    readingsTaken: integer("readings_taken").notNull().default(0),
    sentences: integer("sentences").notNull(),
    /** Whose note it is: a model's short name or a column's value. Never leaves with a case. */
    arm: text("arm"),
    otherArm: text("other_arm"),
    /** Plain ids: a generation may be deleted under a campaign, and the case goes on with its copy. */
    generationId: text("generation_id"),
    otherGenerationId: text("other_generation_id"),
    exampleId: text("example_id"),
    repeatOf: text("repeat_of"),
    /** The settled answer of a practice case or a control. */
    truth: jsonb("truth").$type<Pick<Assessment, "verdict" | "marks">>(),
    /** Where a settled answer comes from. */
    provenance: jsonb("provenance").$type<Provenance>(),
    /** Erased, or taken out with a reason; it counts in nothing. */
    withdrawnAt: instant("withdrawn_at"),
    withdrawnReason: text("withdrawn_reason"),
  },
  (t) => [
    unique("campaign_case_project").on(t.projectId, t.id),
    unique("campaign_case_position").on(t.campaignId, t.kind, t.position),
    index("campaign_case_item").on(t.campaignId, t.item),
    /** What a round asks for is summed from the index alone. */
    index("campaign_case_readings").on(t.campaignId, t.kind, t.readings).where(sql`${t.withdrawnAt} is null`),
    index("campaign_case_free")
      .on(t.campaignId, t.id)
      .where(sql`${t.readingsTaken} < ${t.readings} and ${t.withdrawnAt} is null`),
    index("campaign_case_withdrawn").on(t.campaignId, t.id).where(sql`${t.withdrawnAt} is not null`),
    index("campaign_case_example").on(t.projectId, t.exampleId),
    index("campaign_case_note").on(t.projectId, t.noteDigest),
    index("campaign_case_source").on(t.projectId, t.sourceDigest),
    foreignKey({ columns: [t.projectId, t.campaignId], foreignColumns: [campaign.projectId, campaign.id] }).onDelete(
      "cascade",
    ),
    foreignKey({ columns: [t.projectId, t.noteDigest], foreignColumns: [reviewText.projectId, reviewText.digest] }),
    foreignKey({ columns: [t.projectId, t.sourceDigest], foreignColumns: [reviewText.projectId, reviewText.digest] }),
    check("campaign_case_weight", sql`${t.weight} > 0`),
  ],
);

/** Somebody who reads in a campaign: a person, a simulation that says so, or a name of an imported file. */
export const campaignReviewer = pgTable(
  "campaign_reviewer",
  {
    id: text("id").primaryKey(),
    projectId: text("project_id").notNull(),
    campaignId: text("campaign_id").notNull(),
    kind: text("kind").$type<ReviewerKind>().notNull(),
    role: text("role").$type<ReviewerRole>().notNull().default("reader"),
    userId: text("user_id").references(() => user.id, { onDelete: "set null" }),
    name: text("name").notNull(),
    hoursPerWeek: doublePrecision("hours_per_week"),
    /** What a simulated reader was told to be; null for people. */
    sensitivity: doublePrecision("sensitivity"),
    specificity: doublePrecision("specificity"),
    /** Share of the practice cases that were right. */
    practiceScore: doublePrecision("practice_score"),
    practisedAt: instant("practised_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** What was read before stays and counts. */
    removedAt: instant("removed_at"),
  },
  (t) => [
    unique("campaign_reviewer_project").on(t.projectId, t.id),
    unique("campaign_reviewer_user").on(t.campaignId, t.userId),
    index("campaign_reviewer_of_user").on(t.userId),
    foreignKey({ columns: [t.projectId, t.campaignId], foreignColumns: [campaign.projectId, campaign.id] }).onDelete(
      "cascade",
    ),
  ],
);
