import type { Split } from "@/domain/datasets/dataset-types";
import type { LaunchRequest, RunTarget } from "../runs/launch-request";

export type SampleSettings = {
  studyId: string;
  /** Trains and validates. */
  datasetVersionId: string;
  /** Notes are written for, and scored on, this split of this version. */
  heldOut: { datasetVersionId: string; split: Split };
  steps: number;
  examples: number;
};

export type SampleRole = "import" | "train" | "generate base" | "generate tuned" | "evaluate";

const BATCH_SIZE = 4;
const NOTES_AT_A_TIME = 8;
const TOKENS_OF_A_NOTE = 64;
/** Enough for a dialogue of a section; a longer one loses its middle. */
const TRAINED_TOKENS = 320;
const VALIDATED_EXAMPLES = 8;

type Step = { role: SampleRole; request: LaunchRequest };

function request(of: { studyId: string }, stage: string, name: string): LaunchRequest {
  return { studyId: of.studyId, stage, name, config: {}, inputs: {}, priority: 0, note: "", tags: ["sample"] };
}

/** The model that Assay brings along. */
export function importStep(settings: SampleSettings): Step {
  return {
    role: "import",
    request: { ...request(settings, "import-model", "Import SmolLM2 135M"), config: { source: "embedded" } },
  };
}

export function trainStep(settings: SampleSettings, model: RunTarget): Step {
  const checkpointEvery = Math.max(1, Math.ceil(settings.steps / 2));
  return {
    role: "train",
    request: {
      ...request(settings, "sft", "Fine-tune on notes"),
      seed: 0,
      config: {
        steps: settings.steps,
        batchSize: BATCH_SIZE,
        maxTokens: TRAINED_TOKENS,
        checkpointEvery,
        validateEvery: checkpointEvery,
        validationExamples: VALIDATED_EXAMPLES,
      },
      inputs: { model, dataset: { datasetVersionId: settings.datasetVersionId } },
    },
  };
}

export function generateStep(settings: SampleSettings, side: "base" | "tuned", model: RunTarget): Step {
  const { datasetVersionId, split } = settings.heldOut;
  return {
    role: side === "base" ? "generate base" : "generate tuned",
    request: {
      ...request(settings, "generate", side === "base" ? "Write notes: base model" : "Write notes: tuned model"),
      seed: 0,
      config: { split, limit: settings.examples, maxNewTokens: TOKENS_OF_A_NOTE, batchSize: NOTES_AT_A_TIME },
      inputs: { model, dataset: { datasetVersionId } },
    },
  };
}

export function evaluateStep(settings: SampleSettings, of: { base: string; tuned: string }): Step {
  return {
    role: "evaluate",
    request: {
      ...request(settings, "evaluate", "Evaluate: tuned against base"),
      seed: 0,
      inputs: { generations: { fromRunId: of.tuned }, baseline: { fromRunId: of.base } },
    },
  };
}
