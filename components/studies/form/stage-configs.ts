import type { ConfigField } from "@/domain/runs/config-field";
import { readConfigFields, readFieldValue } from "@/domain/runs/config-field";
import type { StageSchema } from "@/domain/runs/stage-schema";
import { TRAINED_TOKENS } from "@/domain/studies/plan-training";
import type { LoopDraft, StageConfigs } from "./loop-draft";

export type StageName = keyof StageConfigs;
export type StageFields = Readonly<Record<StageName, ConfigField[]>>;

/** What the study itself says to the stage. */
const SAID_BY_STUDY: Readonly<Record<StageName, readonly string[]>> = {
  sft: [],
  generate: ["split", "limit"],
  rewrite: ["split", "adversarialRatio"],
  training: ["delta", "epochs", "reference"],
};

/** Settings of the stages of a study as fields. */
export function fieldsOfStages(stages: readonly StageSchema[], training: LoopDraft["stage"]): StageFields {
  /** As the study asks for it where nobody says otherwise. */
  const asked = (field: ConfigField): ConfigField =>
    field.key === "maxTokens" ? { ...field, default: TRAINED_TOKENS } : field;
  const of = (name: StageName, stage: string) => {
    const schema = stages.find((each) => each.stage === stage);
    const fields = schema ? readConfigFields(schema.config) : [];
    return fields.filter(({ key }) => !SAID_BY_STUDY[name].includes(key));
  };
  return {
    ...{ sft: of("sft", "sft"), generate: of("generate", "generate"), rewrite: of("rewrite", "rewrite") },
    training: of("training", training).map(asked),
  };
}

/** What was typed as the values that stages take; what cannot be read is a problem of `stage.key`. */
export function readStageConfigs(configs: StageConfigs, fields: StageFields) {
  const problems = new Map<string, string>();
  const read = (name: StageName) =>
    Object.fromEntries(
      Object.entries(configs[name]).map(([key, typed]) => {
        const field = fields[name].find((each) => each.key === key);
        if (!field) return [key, typed];
        const reading = readFieldValue(field, typed);
        if (!reading.ok) problems.set(`${name}.${key}`, `${field.title}: ${reading.problem}`);
        return [key, reading.ok ? reading.value : typed];
      }),
    );
  const values = { sft: read("sft"), generate: read("generate"), rewrite: read("rewrite"), training: read("training") };
  return { configs: values, problems };
}
