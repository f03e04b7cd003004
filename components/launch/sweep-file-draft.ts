import type { SweepFile } from "@/domain/runs/sweep-file-answer";
import { emptyDraft, type LaunchDraft } from "./launch-draft";
import { type TypedValue, typedValuesOf } from "./typed-values";

type FileSweep = SweepFile["sweeps"][number];

const isTyped = (value: unknown): value is TypedValue => ["number", "string", "boolean"].includes(typeof value);

/** The form as one block of the file fills it in; pairs that were chosen stay, and models that are missing stay open. */
export function draftFromFile(before: LaunchDraft, { models }: SweepFile, sweep: FileSweep): LaunchDraft {
  const here = models.filter(({ modelId }) => modelId !== null);
  const [first, ...others] = here.map(({ modelId }) => ({ modelId: modelId ?? "" }));
  const { dataset } = before.inputs;
  const swept = Object.entries(sweep.vary).map(([key, values]) => [key, typedValuesOf(values)] as const);
  const fixed = Object.entries(sweep.config).flatMap(([key, value]) =>
    isTyped(value) ? [[key, typedValuesOf([value])] as const] : [],
  );
  return {
    ...emptyDraft(sweep.stage),
    ...{ name: sweep.name ?? "", seed: sweep.seeds.join(", "), config: Object.fromEntries([...fixed, ...swept]) },
    inputs: { ...(first ? { model: first } : {}), ...(dataset ? { dataset } : {}) },
    moreModels: others,
    shorts: Object.fromEntries(here.map(({ modelId, short }) => [modelId, short])),
  };
}
