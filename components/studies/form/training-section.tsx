import { ChoiceRow } from "../../campaigns/form/choice-row";
import { FormSection, Labelled } from "../../campaigns/form/labelled";
import { NumberField } from "../../campaigns/form/number-field";
import { Input } from "../../ui/input";
import { readNumbers } from "./loop-draft";
import type { SectionProps } from "./pairs-section";
import { StageSettings } from "./stage-settings";

/** What is trained on the pairs, and which of it is read again. */
export function TrainingSection({ draft, fields, problems, onChange }: SectionProps) {
  const deltas = readNumbers(draft.deltas);
  const factual = draft.stage === "fdpo";
  const read = draft.confirmDelta.trim() || String(deltas?.[0] ?? "");
  return (
    <FormSection title="Training on pairs">
      <ChoiceRow
        name="loop-stage"
        legend="Method"
        value={draft.stage}
        choices={[
          { value: "fdpo", title: "Factual-DPO", about: "Demands a margin Δ of factual over hallucinated texts." },
          { value: "dpo", title: "DPO", about: "Prefers the chosen text, without a margin." },
        ]}
        onChange={(stage) => onChange({ stage })}
      />
      <div className="grid gap-4 sm:grid-cols-3">
        {factual ? (
          <Labelled
            id="loop-deltas"
            label="Δ, in nats"
            about="Inside β; several are a sweep with one stored reference."
          >
            <Input
              id="loop-deltas"
              value={draft.deltas}
              aria-describedby="loop-deltas-about"
              aria-invalid={deltas === null}
              onChange={({ target }) => onChange({ deltas: target.value })}
            />
          </Labelled>
        ) : null}
        {factual && deltas && deltas.length > 1 ? (
          <Labelled
            id="loop-confirm-delta"
            label="Δ that is read again"
            about={`Models of Δ ${read} are read again; chosen now, so that it is not chosen by its result.`}
          >
            <Input
              id="loop-confirm-delta"
              value={draft.confirmDelta}
              placeholder={String(deltas[0])}
              aria-describedby="loop-confirm-delta-about"
              aria-invalid={!deltas.includes(Number(read))}
              onChange={({ target }) => onChange({ confirmDelta: target.value })}
            />
          </Labelled>
        ) : null}
        <Labelled id="loop-seeds" label="Seeds" about="A model of each; one seed is called one seed.">
          <Input
            id="loop-seeds"
            value={draft.seeds}
            aria-describedby="loop-seeds-about"
            aria-invalid={!readNumbers(draft.seeds)?.every(Number.isInteger)}
            onChange={({ target }) => onChange({ seeds: target.value })}
          />
        </Labelled>
        <NumberField
          {...{ id: "loop-epochs", label: "Epochs", value: draft.epochs, min: 1, max: 20, whole: true }}
          onChange={(epochs) => onChange({ epochs: epochs ?? 2 })}
        />
        <NumberField
          {...{ id: "loop-more-epochs", label: "Further epochs at most", value: draft.moreEpochs, min: 0, max: 3 }}
          whole
          about="One at a time, where the gate before still fails; each counts as an attempt."
          onChange={(moreEpochs) => onChange({ moreEpochs: moreEpochs ?? 0 })}
        />
      </div>
      <StageSettings
        {...{ stage: "training", draft, fields, problems, onChange }}
        title="Settings of training, β among them:"
      />
    </FormSection>
  );
}
