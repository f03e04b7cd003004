"use client";

import { Plus, X } from "lucide-react";
import type { StageInput } from "@/domain/runs/stage-schema";
import type { SweepPlan } from "@/domain/runs/sweep-plan-answer";
import { Button } from "../ui/button";
import { Input } from "../ui/input";
import { InputPicker } from "./input-picker";
import { idOfTarget, type LaunchDraft, type RunTarget } from "./launch-draft";

type SweptModelsProps = {
  input: StageInput;
  draft: LaunchDraft;
  problems: ReadonlyMap<string, string>;
  plan: SweepPlan | undefined;
  onChange: (field: string, next: Partial<LaunchDraft>) => void;
};

const NAMED_BY_MODEL = ["dpo", "fdpo"];

/** Further models for the same sweep, and what each is called in names of runs. */
export function SweptModels({ input, draft, problems, plan, onChange }: SweptModelsProps) {
  const { moreModels, inputs } = draft;
  const setModels = (next: RunTarget[]) => onChange("moreModels", { moreModels: next });
  const all = inputs.model ? [inputs.model, ...moreModels] : [];
  const named = all.length > 1 || (all.length === 1 && NAMED_BY_MODEL.includes(draft.stage) && plan !== undefined);
  if (!inputs.model) return null;
  return (
    <div className="border-l-2 border-line pl-3">
      {moreModels.map((target, at) => {
        const name = `model-${at + 2}`;
        return (
          <div key={idOfTarget(target)} className="flex items-end gap-2">
            <div className="min-w-0 flex-1">
              <InputPicker
                input={{ ...input, name, title: `Model ${at + 2}`, description: "", required: true }}
                target={target}
                problem={problems.get(`inputs.${name}`)}
                onChange={(next) => next && setModels(moreModels.map((each, place) => (place === at ? next : each)))}
              />
            </div>
            <Button
              variant="ghost"
              size="icon"
              className="mb-2"
              aria-label={`Take out model ${at + 2}`}
              onClick={() => setModels(moreModels.filter((_, place) => place !== at))}
            >
              <X aria-hidden className="size-3.5" />
            </Button>
          </div>
        );
      })}
      <AddModel input={input} number={all.length + 1} onAdd={(target) => setModels([...moreModels, target])} />
      {named ? <ShortNames {...{ all, draft, problems, plan, onChange }} /> : null}
    </div>
  );
}

type AddModelProps = { input: StageInput; number: number; onAdd: (target: RunTarget) => void };

/** Empty until a model is chosen in it, which makes it a row of its own. */
function AddModel({ input, number, onAdd }: AddModelProps) {
  return (
    <details key={number} className="text-sm">
      <summary className="flex w-fit items-center gap-1 py-1 text-xs text-muted hover:text-ink">
        <Plus aria-hidden className="size-3.5" /> Sweep over another model too
      </summary>
      <InputPicker
        input={{ ...input, name: `model-${number}`, title: `Model ${number}`, description: "", required: true }}
        target={undefined}
        problem={undefined}
        onChange={(target) => target && onAdd(target)}
      />
    </details>
  );
}

type ShortNamesProps = Pick<SweptModelsProps, "draft" | "problems" | "plan" | "onChange"> & { all: RunTarget[] };

function ShortNames({ all, draft, problems, plan, onChange }: ShortNamesProps) {
  return (
    <fieldset className="py-2 text-sm">
      <legend className="mb-1">In names of runs</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {all.map((target, at) => {
          const id = idOfTarget(target) ?? "";
          const problem = problems.get(`models.${at}.short`);
          const { title, short } = plan?.models[at] ?? {};
          return (
            <div key={id}>
              <label htmlFor={`short-${at}`} className="block truncate text-xs text-muted">
                {title ?? `Model ${at + 1}`}
              </label>
              <Input
                id={`short-${at}`}
                value={draft.shorts[id] ?? ""}
                placeholder={short ?? "short name"}
                maxLength={60}
                aria-invalid={problem !== undefined}
                className="font-mono text-xs"
                onChange={({ target: { value } }) => {
                  const { [id]: _, ...rest } = draft.shorts;
                  onChange("shorts", { shorts: value ? { ...rest, [id]: value } : rest });
                }}
              />
              {problem ? <p className="mt-1 text-xs text-bad">{problem}</p> : null}
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}
