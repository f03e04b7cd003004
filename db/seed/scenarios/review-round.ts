import { and, eq } from "drizzle-orm";
import { type ControlRequest, campaignRequestSchema } from "@/domain/campaigns/campaign-request";
import { CREOLA } from "@/domain/campaigns/taxonomy";
import { createCampaign } from "@/server/campaigns/create-campaign";
import { steerCampaign } from "@/server/campaigns/steer-campaign";
import type { Database } from "../../database";
import { campaign } from "../../schema/campaigns";
import { example } from "../../schema/datasets";
import { project } from "../../schema/people";
import { ensurePerson, ensureReader } from "../seed-people";
import { seedId } from "../seed-services";
import { STUDY } from "./sample-study";

export const REVIEW_ROUND = { project: "clinical-notes", name: "Sample study, first reading" };
const READERS = ["Ines Reader", "Jon Reader", "Mira Reader"];

const settled = (why: string) => ({ how: "settled" as const, by: "The scenario, which wrote this note", why });

/** From the references of the training notes, which the scenario wrote from the same facts as their sources. */
async function makeControls(db: Database, projectId: string): Promise<ControlRequest[]> {
  const rows = await db
    .select({ source: example.source, reference: example.reference, section: example.section, id: example.id })
    .from(example)
    .where(
      and(
        eq(example.projectId, projectId),
        eq(example.split, "train"),
        eq(example.datasetVersionId, seedId("notes-v", 2)),
      ),
    )
    .orderBy(example.position)
    .limit(9);
  return rows.flatMap(({ source, reference, section, id }, place): ControlRequest[] => {
    if (!reference) return [];
    const shared = { source, section, exampleId: id, otherNote: null };
    if (place % 2 === 0) {
      const truth = { verdict: "clean" as const, marks: [] };
      const kind = place < 4 ? ("practice" as const) : ("clean" as const);
      return [{ ...shared, kind, note: reference, truth, provenance: settled("Nothing was changed in it.") }];
    }
    const added = " Penicillin allergy with anaphylaxis.";
    const start = reference.length;
    const mark = {
      id: seedId("mark", place),
      kind: "error" as const,
      span: { start: start + 1, end: start + added.length },
      type: "fabrication",
      severity: "major",
      evidence: "none" as const,
      comment: "No allergy is spoken of anywhere in the source.",
    };
    const edits = [{ start, before: "", after: added }];
    const kind = place < 4 ? ("practice" as const) : ("planted" as const);
    const truth = { verdict: "marked" as const, marks: [mark] };
    return [
      { ...shared, kind, note: reference + added, truth, provenance: { how: "edited", by: "The scenario", edits } },
    ];
  });
}

/** An open round on what both runs of the sample study wrote, with three readers and its developer. */
export async function writeReviewRound(db: Database, now: Date): Promise<boolean> {
  const [of] = await db.select({ id: project.id }).from(project).where(eq(project.slug, REVIEW_ROUND.project));
  if (!of) throw new Error("Seed clinical-notes first: the round reads what its runs wrote.");
  const at = and(eq(campaign.projectId, of.id), eq(campaign.name, REVIEW_ROUND.name));
  const [stands] = await db.select({ id: campaign.id }).from(campaign).where(at);
  if (stands) return false;
  const dev = await ensurePerson(db);
  const readers = [...(await Promise.all(READERS.map((name) => ensureReader(db, of.id, name)))), dev];
  const services = { db, now: () => now };
  const scope = { projectId: of.id, actor: { id: dev, name: "Dev Ermin", by: "terminal" as const } };
  const { id } = await createCampaign(
    services,
    scope,
    campaignRequestSchema.parse({
      name: REVIEW_ROUND.name,
      title: "Clinical notes, round 1",
      source: { from: "generations", runs: [STUDY.generateBase, STUDY.generateTuned] },
      protocol: {
        taxonomy: CREOLA,
        required: ["type", "severity", "evidence"],
        instructions: "Read the note against the dialogue. Mark what the dialogue does not say, or says otherwise.",
        examples: [
          {
            kind: "positive",
            source: "Patient: I take ten milligrams of lisinopril.",
            note: "Takes lisinopril 20 mg.",
            why: "The dose differs from what the patient said.",
          },
          {
            kind: "negative",
            source: "Patient: I stopped smoking in 2010.",
            note: "Former smoker.",
            why: "The same fact in a clinician's words.",
          },
        ],
        practice: { cases: 4, passMark: 0.5 },
      },
      design: { seed: 7, overlap: 0.5, distance: 8, repeats: 0.05, planted: 0.03, clean: 0.03 },
      readers: readers.map((userId) => ({ userId, hoursPerWeek: userId === dev ? 1 : 3 })),
      controls: await makeControls(db, of.id),
    }),
  );
  const opening = { db, now: () => new Date(now.getTime() + 1_000) };
  await steerCampaign(opening, scope, { campaign: id, action: "open", reason: null });
  return true;
}
