import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { model } from "@/db/schema/runs";
import { assignRoles } from "@/domain/studies/assign-roles";
import { clinicalLoop } from "@/domain/studies/clinical-loop";
import { estimateAhead } from "@/domain/studies/estimate-ahead";
import { type ClinicalLoop, type ClinicalLoopInput, clinicalLoopSchema } from "@/domain/studies/loop-settings";
import { NODE_CONFIGS } from "@/domain/studies/node-plan";
import { readPlanningFacts } from "../campaigns/planning-facts";
import type { Problem } from "../errors";
import { readGroups, requireNotes } from "./divide-notes";
import { findLearned } from "./find-learned";
import { findPlanProblems } from "./refuse-plan";
import { readMeasuredRuns, workOf } from "./study-cost";

const MINUTES_WHERE_UNMEASURED = 3;

/** Patients or documents of each role among what is held out; those of other splits train. */
async function countNotes(db: Database, projectId: string, settings: ClinicalLoop) {
  const groups = await readGroups(db, projectId, settings);
  const toAssign = groups.map(({ key, held_out: heldOut, hashes }) => ({ key, heldOut, hashes }));
  const roles = assignRoles(toAssign, settings);
  const heldOut = toAssign.filter((group) => group.heldOut);
  const confirm = heldOut.filter(({ key }) => roles.get(key) === "confirm").length;
  return { harvest: heldOut.length - confirm, confirm, train: groups.length - heldOut.length };
}

function problemsOfNotes(
  { harvest, confirm }: { harvest: number; confirm: number },
  { heldOut }: ClinicalLoop,
): Problem[] {
  if (harvest > 0 && confirm > 0) return [];
  const what = `Of what is held out (${heldOut.join(", ")}) nothing is left to ${confirm === 0 ? "confirm" : "harvest"}.`;
  const remedy =
    "Import notes with a test split of at least two patients or documents whose sources stand nowhere else.";
  return [{ where: "notesVersionId", what, remedy }];
}

function problemsOfReaders({ readers, design }: ClinicalLoop): Problem[] {
  if (readers.kind !== "people") return [];
  const reading = readers.people.filter(({ role }) => role === "reader").length;
  const wanted = design.overlap > 0 ? design.readersOfOverlap : 1;
  if (reading >= wanted) return [];
  const what = `Some notes are to have ${wanted} readers, and there ${reading === 1 ? "is" : "are"} ${reading}.`;
  return [{ where: "readers", what, remedy: "Add readers, or let no notes overlap." }];
}

/** Hours of people at the median minutes a case of this project, and weeks at the hours that they give. */
async function planReading(db: Database, projectId: string, { readers, design }: ClinicalLoop, cases: number) {
  if (readers.kind !== "people") return { readingHours: null, weeks: null, basis: "Simulated readers read at once." };
  const { medianSeconds, cases: seen } = await readPlanningFacts(db, projectId);
  const minutes = medianSeconds === null ? MINUTES_WHERE_UNMEASURED : medianSeconds / 60;
  const readings = cases * (1 + design.overlap * (design.readersOfOverlap - 1)) * (1 + design.repeats);
  const readingHours = (readings * minutes) / 60;
  const hours = readers.people.reduce((sum, { hoursPerWeek }) => sum + (hoursPerWeek ?? 0), 0);
  const measured = medianSeconds === null ? "assumed, as nobody has read here yet" : `the median of ${seen} cases here`;
  const basis = `At ${minutes.toFixed(1)} minutes a case, ${measured}; an estimate.`;
  return { readingHours, weeks: hours > 0 ? readingHours / hours : null, basis };
}

/** What a launch would come to, and everything that would be refused; nothing is written. */
export async function planClinicalLoop(db: Database, projectId: string, input: ClinicalLoopInput) {
  const settings = clinicalLoopSchema.parse(input);
  const { modelId } = settings;
  const ofModel = and(eq(model.projectId, projectId), eq(model.id, modelId ?? ""));
  const missing = modelId !== null && (await db.$count(model, ofModel)) === 0;
  const { version } = await requireNotes(db, projectId, settings.notesVersionId);
  const notes = await countNotes(db, projectId, settings);
  const plans = clinicalLoop(settings, "model");
  const problems = [
    ...(missing ? [{ where: "modelId", what: "There is no such model in this project." }] : []),
    ...problemsOfNotes(notes, settings),
    ...problemsOfReaders(settings),
    ...(await findLearned(db, projectId, settings)),
    ...findPlanProblems(plans),
  ];
  const written = Math.min(settings.harvestNotes ?? notes.harvest, notes.harvest);
  const confirmed = Math.min(settings.confirmNotes ?? notes.confirm, notes.confirm);
  const seeds = settings.training.seeds.length;
  const cases = { first: written * settings.generate.samples, second: confirmed * (1 + seeds) };
  const work = plans.flatMap(({ kind, config }) =>
    kind === "run" || kind === "sweep" ? NODE_CONFIGS.sweep.parse(config).runs.map((each) => workOf(each, notes)) : [],
  );
  const reading = await planReading(db, projectId, settings, cases.first + cases.second);
  const ahead = estimateAhead(work, await readMeasuredRuns(db, projectId));
  return { nodes: plans.length, holds: version.holds, notes, cases, ahead, ...reading, problems };
}
