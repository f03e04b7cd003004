import { CheckField } from "../../campaigns/form/check-field";
import { FormSection, Labelled } from "../../campaigns/form/labelled";
import { NumberField } from "../../campaigns/form/number-field";
import { Input } from "../../ui/input";
import { type LoopDraft, readNumbers } from "./loop-draft";

type TrainingSectionProps = { draft: LoopDraft; onChange: (part: Partial<LoopDraft>) => void };

/** What is trained on the marks, and which of it is read again. */
export function TrainingSection({ draft, onChange }: TrainingSectionProps) {
  const first = readNumbers(draft.deltas)?.[0];
  return (
    <FormSection title="Training on the marks">
      <div className="grid gap-4 sm:grid-cols-3">
        <Labelled
          id="loop-deltas"
          label="Δ, in logits"
          about={
            first === undefined
              ? "Numbers with commas between."
              : `Models of Δ ${first} are read again; that is chosen now.`
          }
        >
          <Input
            id="loop-deltas"
            value={draft.deltas}
            aria-describedby="loop-deltas-about"
            aria-invalid={first === undefined}
            onChange={({ target }) => onChange({ deltas: target.value })}
          />
        </Labelled>
        <Labelled id="loop-seeds" label="Seeds" about="A model of each; one seed is called one seed.">
          <Input
            id="loop-seeds"
            value={draft.seeds}
            aria-describedby="loop-seeds-about"
            aria-invalid={readNumbers(draft.seeds) === null}
            onChange={({ target }) => onChange({ seeds: target.value })}
          />
        </Labelled>
        <NumberField
          {...{ id: "loop-epochs", label: "Epochs", value: draft.epochs, min: 1, max: 20, whole: true }}
          about="One more where the second gate still fails."
          onChange={(epochs) => onChange({ epochs: epochs ?? 2 })}
        />
      </div>
      <CheckField
        id="loop-fine-tune"
        label="Fine-tune on the notes first"
        checked={draft.fineTune}
        onChange={(fineTune) => onChange({ fineTune })}
      />
      <CheckField
        id="loop-rewrites"
        label="Pairs from wrong rewrites too"
        about="Small errors planted into the references of harvested notes, each with its place and kind."
        checked={draft.rewrites}
        onChange={(rewrites) => onChange({ rewrites })}
      />
      <CheckField
        id="loop-look"
        label="Wait until somebody has looked through the pairs"
        checked={draft.look}
        onChange={(look) => onChange({ look })}
      />
    </FormSection>
  );
}
