import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dataset, datasetVersion, example } from "@/db/schema/datasets";
import { project } from "@/db/schema/people";
import { addPerson } from "@/db/testing/evaluated-project";
import { addReviewedCampaign, markOf, type ReadCase, type Said } from "@/db/testing/reviewed-campaign";
import { createTestDatabase } from "@/db/testing/test-database";
import type { Split } from "@/domain/datasets/dataset-types";
import type { AuditActor } from "../../audit/append-audit";
import { sha256 } from "../../audit/append-audit";
import { noteHash } from "../note-hash";

export const CLEAN: Said = { verdict: "clean" };
export const wrong = (id: string): Said => ({ verdict: "marked", marks: [markOf(id)] });

export const sourceOf = (place: number) => `Doctor: How are you?\nPatient: Day ${place}.`;

/** A project with notes of ten patients, and rounds over what two models wrote about them. */
export async function createPairRig() {
  const database = await createTestDatabase();
  const { db, sql } = database;
  await db.insert(project).values([
    { id: "p", slug: "notes", name: "Notes" },
    { id: "q", slug: "trial", name: "Trial" },
  ]);
  await addPerson(db, "p", "rosa");
  const home = await mkdtemp(join(tmpdir(), "assay-pairs-"));
  const now = () => new Date("2026-03-20T09:00:00Z");
  const services = { db, sql, now, home, python: process.env.ASSAY_PYTHON ?? ".venv/bin/python" };
  const actor: AuditActor = { id: "rosa", name: "rosa", by: "session" };
  const scope = { projectId: "p", actor };

  const addNotes = async (id: string, places: readonly number[], split: Split = "train") => {
    const origin = {
      how: "imported" as const,
      fileName: null,
      format: "jsonl",
      columns: {},
      problems: [],
      rowsRead: 1,
    };
    await db.insert(dataset).values({ id: `${id}-set`, projectId: "p", name: id });
    await db.insert(datasetVersion).values({
      ...{ id, projectId: "p", datasetId: `${id}-set`, number: 1, type: "notes", digest: id, rows: places.length },
      ...{ bytes: 1, splitCounts: { [split]: places.length }, holds: "synthetic", origin },
    });
    await db.insert(example).values(
      places.map((place, position) => ({
        ...{ id: `${id}-${place}`, projectId: "p", datasetVersionId: id, position, split },
        ...{ groupKey: `patient ${place}`, source: sourceOf(place), reference: `Fine on day ${place}.` },
        sourceHash: noteHash(sourceOf(place)),
      })),
    );
  };

  /** Two notes a patient: of the place `2n` by one model, of `2n + 1` by the other. */
  const addRound = async (
    id: string,
    {
      say,
      cases,
      readers = [{ id: "vera" }, { id: "rolf" }],
      protocol = {},
    }: {
      say: (place: number, reader: { id: string }) => Said | null;
      cases: readonly ReadCase[];
      readers?: readonly { id: string; kind?: "person" | "simulated" }[];
      protocol?: Parameters<typeof addReviewedCampaign>[1]["protocol"];
    },
  ) => {
    await sql`insert into review_text ${sql(
      cases
        .map((_, place) => sourceOf(Math.floor(place / 2)))
        .map((text) => ({ project_id: "p", digest: sha256(text), text })),
    )} on conflict do nothing`;
    await addReviewedCampaign(db, { id, projectId: "p", readers, cases, say, protocol });
    await sql`update campaign_case set source_digest = made.digest, group_key = 'patient ' || made.of
      from (select * from unnest(${cases.map((_, place) => sha256(sourceOf(Math.floor(place / 2))))}::text[])
        with ordinality given (digest, at)) told (digest, at),
        lateral (select told.digest, (told.at - 1) / 2 as of) made
      where campaign_id = ${id} and position = told.at - 1`;
  };
  const close = async () => {
    await rm(home, { recursive: true, force: true });
    await database.drop();
  };
  return { database, db, sql, home, services, scope, addNotes, addRound, close };
}
