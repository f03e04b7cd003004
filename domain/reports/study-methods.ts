import { formatCounted } from "../format/number";
import { formatPercent } from "../format/percent";
import { describeRule } from "../gates/rule-words";
import type { ClinicalLoop } from "../studies/loop-settings";
import type { NodeState } from "../studies/node-rules";
import { confirmedDelta } from "../studies/plan-training";
import type { ReportContent } from "./report-content";

const READERS: Record<ClinicalLoop["readers"]["kind"], string> = {
  people: "People read the notes, blinded to which model wrote which.",
  simulated: "Simulated readers marked the notes by the facts of simulated patients; no person read one.",
};

const trains = ({ training: { stage } }: ClinicalLoop) =>
  stage === "fdpo" ? "Factual-DPO, with Δ inside of β," : "direct preference optimisation";

/** Nodes of a study by what became of them. */
export type DesignNode = { key: string; title: string; state: NodeState };

function sayTraining(settings: ClinicalLoop): string {
  const { stage, deltas, seeds, epochs } = settings.training;
  const swept = stage === "fdpo" && deltas.length > 1 ? ` at Δ ${deltas.join(", ")}` : "";
  return `The model was trained on these pairs by ${trains(settings)}${swept} over ${formatCounted(epochs, "epoch")} with ${formatCounted(seeds.length, "seed")}.`;
}

/** Sentences by the node whose work they tell. */
function listDone(settings: ClinicalLoop): [node: string, sentence: string][] {
  const { harvestShare, heldOut, seed, sft, readers, rule, whenUndecided, training } = settings;
  const chosen: [string, string][] =
    training.stage === "fdpo"
      ? [["read-2", `The models of Δ ${confirmedDelta(settings)} were read again, as chosen at launch.`]]
      : [];
  const more: [string, string][] =
    training.moreEpochs > 0
      ? [
          [
            "gate-2",
            `Where the second gate still failed, up to ${formatCounted(training.moreEpochs, "more epoch")} could follow, each read on the same confirming notes and held to Holm’s correction.`,
          ],
        ]
      : [];
  return [
    [
      "notes",
      `Before anything was sampled, the patients or documents of the held-out notes (${heldOut.join(", ")}) were divided at random (seed ${seed}) into those whose marks make pairs (${formatPercent(harvestShare)}) and those that only confirm.`,
    ],
    sft
      ? ["sft", "The first model was fine-tuned on the training split, which holds neither of them."]
      : ["write", "The first model was taken as it is."],
    ["write", "It wrote notes for harvested sources."],
    ["write-before", "It wrote notes for confirming sources by the same settings."],
    ["read-1", READERS[readers.kind]],
    ["gate-1", describeRule({ ...rule, arm: null })],
    [
      "gate-1",
      whenUndecided === "go-on"
        ? "An undecided gate led on to training like a failed one."
        : "An undecided gate stopped the study until more was read or a person decided.",
    ],
    [
      "pairs",
      "Pairs of a factual and a hallucinated answer were made of harvested notes alone; confirming notes were refused.",
    ],
    ["train", sayTraining(settings)],
    ...chosen,
    [
      "read-2",
      "Notes of the old and the new model for the confirming sources were read in one round, mixed and blinded.",
    ],
    ["before-after", "They were compared source by source."],
    ...more,
  ];
}

/** What was done, in the past tense of a methods section, and what was planned and was not. */
export function writeStudyDesign(settings: ClinicalLoop, nodes: readonly DesignNode[]): string[] {
  const done = new Set(nodes.flatMap(({ key, state }) => (state === "done" ? [key] : [])));
  const left = nodes.filter(({ key }) => !done.has(key)).map(({ title }) => `“${title}”`);
  return [
    ...listDone(settings).flatMap(([node, sentence]) => (done.has(node) ? [sentence] : [])),
    ...(left.length > 0 ? [`Planned and not done: ${left.join(", ")}.`] : []),
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
