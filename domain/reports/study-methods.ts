import { formatCounted } from "../format/number";
import { formatPercent } from "../format/percent";
import { describeRule } from "../gates/rule-words";
import type { ClinicalLoop } from "../studies/loop-settings";
import { confirmedDelta } from "../studies/plan-training";
import type { ReportContent } from "./report-content";

const READERS: Record<ClinicalLoop["readers"]["kind"], string> = {
  people: "People read the notes, blinded to which model wrote which.",
  simulated: "Simulated readers marked the notes by the facts of simulated patients; no person read one.",
};

const trains = ({ training: { stage } }: ClinicalLoop) =>
  stage === "fdpo" ? "Factual-DPO, with Δ inside of β," : "direct preference optimisation";

function sayTraining(settings: ClinicalLoop): string {
  const { stage, deltas, seeds, epochs } = settings.training;
  const swept = stage === "fdpo" && deltas.length > 1 ? ` at Δ ${deltas.join(", ")}` : "";
  const chosen =
    stage === "fdpo" ? ` The models of Δ ${confirmedDelta(settings)} were read again, as chosen at launch.` : "";
  return `The model was trained on these pairs by ${trains(settings)}${swept} over ${formatCounted(epochs, "epoch")} with ${formatCounted(seeds.length, "seed")}.${chosen}`;
}

/** What was done, in the past tense of a methods section. */
export function writeStudyDesign(settings: ClinicalLoop): string[] {
  const { harvestShare, heldOut, seed, sft, readers, rule, whenUndecided, training } = settings;
  return [
    `Before anything was sampled, the patients or documents of the held-out notes (${heldOut.join(", ")}) were divided at random (seed ${seed}) into those whose marks make pairs (${formatPercent(harvestShare)}) and those that only confirm.`,
    sft
      ? "The first model was fine-tuned on the training split, which holds neither of them."
      : "The first model was taken as it is.",
    `It wrote notes for harvested and confirming sources by the same settings. ${READERS[readers.kind]}`,
    describeRule({ ...rule, arm: null }),
    whenUndecided === "go-on"
      ? "An undecided gate led on to training like a failed one."
      : "An undecided gate stopped the study until more was read or a person decided.",
    "Pairs of a factual and a hallucinated answer were made of harvested notes alone; confirming notes were refused.",
    sayTraining(settings),
    "Notes of the old and the new model for the confirming sources were read in one round, mixed and blinded, and compared source by source.",
    ...(training.moreEpochs > 0
      ? [
          `Where the second gate still failed, up to ${formatCounted(training.moreEpochs, "more epoch")} could follow, each read on the same confirming notes and held to Holm’s correction.`,
        ]
      : []),
  ];
}

/** Settings by name, as a table. */
export function listStudySettings(
  settings: ClinicalLoop,
  facts: { model: string; notes: string },
): ReportContent["settings"] {
  const { training, generate, design, seed, harvestShare } = settings;
  const listed: [string, string][] = [
    ["Notes", facts.notes],
    ["First model", facts.model],
    ["Seed of the study", String(seed)],
    ["Harvested share", formatPercent(harvestShare)],
    ["Notes written for each harvested source", String(generate.samples)],
    ["Stage", training.stage],
    ["Δ", training.stage === "fdpo" ? training.deltas.join(", ") : "none"],
    ["Training seeds", training.seeds.join(", ")],
    ["Epochs", String(training.epochs)],
    ["Share read by several", formatPercent(design.overlap)],
  ];
  return listed.map(([name, value]) => ({ name, value }));
}

/** Tests that no interval method names. */
export function writeStudyTests({ unit }: { unit: "note" | "sentence" }, attempts: number): string[] {
  const few = "Below ten patients or documents nothing is claimed (Cameron, Gelbach and Miller 2008).";
  const test =
    unit === "note"
      ? "Where each note is of a patient or document of its own, the difference is tested by McNemar’s exact test (McNemar 1947), else by resampled patients or documents."
      : "The difference is tested by resampled patients or documents.";
  return [
    `${test} A difference is claimed only where its interval leaves zero out and its p is at most 0.05. ${few}`,
    ...(attempts > 1 ? ["Attempts on the same notes are corrected together by Holm’s procedure (Holm 1979)."] : []),
  ];
}
