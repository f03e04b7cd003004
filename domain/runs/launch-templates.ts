import type { LaunchTemplate, TemplateSetting } from "./launch-template";

type Value = TemplateSetting["values"][number];

/** Settings that one place in a document gives. */
const given = (source: string, settings: Readonly<Record<string, Value | readonly Value[]>>): TemplateSetting[] =>
  Object.entries(settings).map(([key, value]) => ({
    key,
    values: typeof value === "object" ? [...value] : [value],
    source,
  }));

const BETA_IN_THE_GUIDE =
  "The Stage B guide says “higher beta = stronger preference enforcement” and to try 0.2 where hallucinations stay high. A higher beta holds the model nearer its reference; to move further, lower it.";

const AIXPERT_LORA = {
  maxTokens: 2048,
  ...{ loraRank: 32, loraAlpha: 64, loraDropout: 0.05 },
  ...{ batchSize: 2, accumulation: 16, epochs: 3, learningRate: 1.8e-6, warmup: 0.25 },
  checkpointEvery: 100,
};

const LOGGING = "AIXpert's pipeline logs every 20 steps and says nothing of validating: that stays as it is.";
const FOUR_BITS = "4-bit weights need CUDA; on a CPU set Base weights to none.";

/** Values of published recipes, under the names of Assay's settings. */
export const LAUNCH_TEMPLATES: readonly LaunchTemplate[] = [
  {
    ...{ name: "stage-a", stage: "sft", title: "Stage A, clinical notes" },
    summary: "2e-4, batches of 8",
    remarks: ["The Stage B guide gives batches of 8 to 16 and no steps, epochs or LoRA rank: those stay as they are."],
    settings: given("the Stage B guide, “Learning rate” and “Batch size”", { learningRate: 2e-4, batchSize: 8 }),
    seed: null,
  },
  {
    ...{ name: "qlora", stage: "sft", title: "QLoRA baseline" },
    summary: "4-bit, r 16, α 32, 2e-4, 4 × 2, 250 steps",
    remarks: [
      "The seven-step plan gives 3 epochs and at most 250 steps; steps go before epochs, as in the library that it uses.",
      "4-bit weights need CUDA; on a CPU set Method to lora.",
    ],
    settings: given("the seven-step plan, step 3a", {
      ...{ method: "qlora", loraRank: 16, loraAlpha: 32, loraDropout: 0.05, loraTargets: "all-linear" },
      ...{ learningRate: 2e-4, batchSize: 4, accumulation: 2, epochs: 3, steps: 250, schedule: "cosine" },
      gradientCheckpointing: true,
    }),
    seed: null,
  },
  {
    ...{ name: "stage-b", stage: "dpo", title: "Stage B, DPO" },
    summary: "5e-6, β 0.1, 2 epochs, batches of 4",
    remarks: [BETA_IN_THE_GUIDE],
    settings: given("the Stage B guide, step 2", { learningRate: 5e-6, beta: 0.1, epochs: 2, batchSize: 4 }),
    seed: null,
  },
  {
    ...{ name: "original-dpo", stage: "dpo", title: "Original DPO (AIXpert)" },
    summary: "1.8e-6, β 0.1, r 32, α 64, 3 epochs, 2 × 16, 4-bit",
    remarks: ["Trains on the pairs as they were before any was flipped.", LOGGING, FOUR_BITS],
    settings: [
      ...given("AIXpert's config.yaml, original_dpo", { ...AIXPERT_LORA, beta: 0.1, quantisation: "nf4" }),
      ...given("AIXpert's pipeline: data of original_dpo are not flipped", { orientation: "original" }),
    ],
    seed: { value: 3407, source: "AIXpert's config.yaml, original_dpo" },
  },
  {
    ...{ name: "factual-dpo", stage: "fdpo", title: "Factual-DPO, Δ 0 to 100 (AIXpert)" },
    summary: "1.8e-6, r 32, α 64, 3 epochs, 2 × 16, ten Δ",
    remarks: [
      "AIXpert's pipeline gives no β, no seed and no precision for this block; they are those of its original DPO, as in its published code.",
      "At β 0.1 a Δ of 30 and more is nearly a constant push: watch the log-probabilities of chosen texts.",
      LOGGING,
      FOUR_BITS,
    ],
    settings: [
      ...given("AIXpert's config.yaml, modified_dpo", { delta: [0, 2, 4, 6, 8, 10, 20, 30, 50, 100], ...AIXPERT_LORA }),
      ...given("AIXpert's config.yaml, original_dpo; its published code", { beta: 0.1, quantisation: "nf4" }),
    ],
    seed: { value: 3407, source: "AIXpert's config.yaml, original_dpo" },
  },
];

export const templatesOf = (stage: string): LaunchTemplate[] =>
  LAUNCH_TEMPLATES.filter((template) => template.stage === stage);
