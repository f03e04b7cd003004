import { CONFLICT_RULES, type ConflictRule } from "@/domain/pairs/pair-recipe";
import { CheckField } from "../../campaigns/form/check-field";
import { FormSection, Labelled } from "../../campaigns/form/labelled";
import { NumberField } from "../../campaigns/form/number-field";
import { Select } from "../../ui/select";
import { Textarea } from "../../ui/textarea";
import type { LoopDraft } from "./loop-draft";
import type { StageFields } from "./stage-configs";
import { StageSettings } from "./stage-settings";

export type SectionProps = {
  draft: LoopDraft;
  fields: StageFields;
  problems: ReadonlyMap<string, string>;
  onChange: (part: Partial<LoopDraft>) => void;
};

const CONFLICT_WORDS: Readonly<Record<ConflictRule, string>> = {
  "leave-out": "Leave the note out",
  majority: "Go with the majority",
  any: "Wrong where anybody says so",
};

/** What pairs are made of, and by which prompt they are learned from. */
export function PairsSection({ draft, fields, problems, onChange }: SectionProps) {
  return (
    <FormSection title="Pairs" about="From marks on harvested notes alone: corrections, and clean against wrong notes.">
      <CheckField
        id="loop-rewrites"
        label="Pairs from wrong rewrites too"
        about="Small errors planted into the references of harvested notes, each with its place and kind."
        checked={draft.rewrites}
        onChange={(rewrites) => onChange({ rewrites })}
      />
      {draft.rewrites ? (
        <>
          <div className="grid gap-4 sm:grid-cols-2">
            <NumberField
              {...{ id: "loop-ratio", label: "Rewrites for each clean note", value: draft.adversarialRatio }}
              {...{ min: 0, max: 20 }}
              about="The Stage B guide's adversarial_ratio; of 0.5 every other note has one."
              onChange={(adversarialRatio) => onChange({ adversarialRatio: adversarialRatio ?? 1 })}
            />
          </div>
          <StageSettings
            {...{ stage: "rewrite", title: "Settings of rewriting:", draft, fields, problems, onChange }}
          />
        </>
      ) : null}
      <CheckField
        id="loop-look"
        label="Wait until somebody has looked through the pairs"
        checked={draft.look}
        onChange={(look) => onChange({ look })}
      />
      <details className="rounded-lg border border-line">
        <summary className="px-3 py-2 hover:bg-raised">Rules and prompts</summary>
        <PairRules draft={draft} onChange={onChange} />
      </details>
    </FormSection>
  );
}

function PairRules({ draft, onChange }: Pick<SectionProps, "draft" | "onChange">) {
  return (
    <div className="grid gap-4 p-3 sm:grid-cols-3">
      <Labelled id="loop-conflicts" label="Where readers differ">
        <Select
          id="loop-conflicts"
          value={draft.conflicts}
          options={CONFLICT_RULES.map((value) => ({ value, label: CONFLICT_WORDS[value] }))}
          onChange={(value) => onChange({ conflicts: CONFLICT_RULES.find((each) => each === value) ?? "leave-out" })}
        />
      </Labelled>
      <NumberField
        {...{ id: "loop-per-prompt", label: "Pairs of one prompt, at most", value: draft.pairsPerPrompt }}
        {...{ min: 1, max: 50, whole: true }}
        onChange={(pairsPerPrompt) => onChange({ pairsPerPrompt: pairsPerPrompt ?? 1 })}
      />
      <NumberField
        {...{ id: "loop-validation", label: "Share that only measures", value: draft.validationShare }}
        {...{ min: 0, max: 0.5, percent: true }}
        about="Of patients or documents."
        onChange={(validationShare) => onChange({ validationShare: validationShare ?? 0.1 })}
      />
      <PromptField
        id="loop-pair-prompt"
        label="Prompt of pairs"
        about="Empty: as the run that wrote the note was asked. It holds {source}, and {section} where it wants it."
        value={draft.pairPrompt}
        onChange={(pairPrompt) => onChange({ pairPrompt })}
      />
      <PromptField
        id="loop-reference-prompt"
        label="Prompt of rewritten references"
        about="Nobody wrote these by a prompt. Empty: the one that notes are written by."
        value={draft.referencePrompt}
        onChange={(referencePrompt) => onChange({ referencePrompt })}
      />
    </div>
  );
}

type PromptFieldProps = { id: string; label: string; about: string; value: string; onChange: (text: string) => void };

function PromptField({ id, label, about, value, onChange }: PromptFieldProps) {
  const wrong = value.trim() !== "" && !value.includes("{source}");
  return (
    <Labelled id={id} label={label} about={wrong ? "It has to hold {source}." : about} className="sm:col-span-3">
      <Textarea
        id={id}
        value={value}
        rows={3}
        aria-invalid={wrong}
        aria-describedby={`${id}-about`}
        onChange={({ target }) => onChange(target.value)}
      />
    </Labelled>
  );
}
