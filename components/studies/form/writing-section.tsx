import { CheckField } from "../../campaigns/form/check-field";
import { FormSection } from "../../campaigns/form/labelled";
import { NumberField } from "../../campaigns/form/number-field";
import type { SectionProps } from "./pairs-section";
import { StageSettings } from "./stage-settings";

type WritingSectionProps = SectionProps & {
  /** Of a fork: which of these may be otherwise. */
  open: { fineTune: boolean; writing: boolean; samples: boolean };
  /** A fork cannot take out the node that it begins at. */
  mayDrop: boolean;
};

/** How the model is tuned first, and how notes are written. */
export function WritingSection({ open, mayDrop, ...section }: WritingSectionProps) {
  const { draft, onChange } = section;
  return (
    <FormSection title="Fine-tuning and writing" about="Notes before and after are written by the same settings.">
      {open.fineTune && mayDrop ? (
        <CheckField
          id="loop-fine-tune"
          label="Fine-tune on the notes first"
          checked={draft.fineTune}
          onChange={(fineTune) => onChange({ fineTune })}
        />
      ) : null}
      {open.fineTune && draft.fineTune ? (
        <StageSettings {...section} stage="sft" title="Settings of fine-tuning:" />
      ) : null}
      {open.writing ? (
        <StageSettings {...section} stage="generate" title="Settings of writing, its prompt among them:" />
      ) : null}
      {open.samples ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField
            {...{ id: "loop-samples", label: "Notes of each harvested source", value: draft.samples }}
            {...{ min: 1, max: 5, whole: true }}
            about="More than one are sampled, so that a clean and a wrong one can make a pair."
            onChange={(samples) => onChange({ samples: samples ?? 1 })}
          />
          {draft.samples > 1 ? (
            <NumberField
              {...{ id: "loop-temperature", label: "Temperature of samples", value: draft.temperature }}
              {...{ min: 0.01, max: 2 }}
              about="The first note of each source is greedy."
              onChange={(temperature) => onChange({ temperature: temperature ?? 0.8 })}
            />
          ) : null}
        </div>
      ) : null}
    </FormSection>
  );
}
