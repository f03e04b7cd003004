import { FormSection, Labelled } from "../../campaigns/form/labelled";
import { NumberField } from "../../campaigns/form/number-field";
import type { RouterOutputs } from "../../layout/trpc";
import { Select } from "../../ui/select";
import type { LoopDraft } from "./loop-draft";

type NotesSectionProps = {
  draft: LoopDraft;
  versions: RouterOutputs["campaigns"]["choices"]["versions"];
  models: readonly { id: string; name: string }[];
  onChange: (part: Partial<LoopDraft>) => void;
};

const OWN = "·own·";

/** The notes, how they are divided, and the model that begins. */
export function NotesSection({ draft, versions, models, onChange }: NotesSectionProps) {
  return (
    <FormSection
      title="Notes and model"
      about="The held-out notes are divided by patient or document when the study is launched, and never again: marks on harvested notes train, the others only confirm."
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Labelled id="loop-notes" label="Notes">
          <Select
            id="loop-notes"
            value={draft.notesVersionId ?? undefined}
            placeholder={versions.length > 0 ? "Choose a version of notes" : "No notes are imported yet"}
            options={versions.map(({ id, name, number, rows }) => ({
              ...{ value: id, label: `${name} v${number}`, remark: `${rows} rows` },
            }))}
            onChange={(notesVersionId) => onChange({ notesVersionId })}
          />
        </Labelled>
        <Labelled id="loop-model" label="Model">
          <Select
            id="loop-model"
            value={draft.modelId ?? OWN}
            options={[
              { value: OWN, label: "The one that Assay brings along" },
              ...models.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(id) => onChange({ modelId: id === OWN ? null : id })}
          />
        </Labelled>
        <NumberField
          {...{
            id: "loop-share",
            label: "Harvested share",
            value: draft.harvestShare,
            min: 0.01,
            max: 0.99,
            percent: true,
          }}
          about="Of the held-out patients or documents."
          onChange={(share) => onChange({ harvestShare: share ?? 0.5 })}
        />
        <NumberField
          {...{ id: "loop-harvest", label: "Harvested notes at most", value: draft.harvestNotes, min: 2, max: 100_000 }}
          {...{ whole: true, optional: true, placeholder: "all" }}
          onChange={(harvestNotes) => onChange({ harvestNotes })}
        />
        <NumberField
          {...{
            id: "loop-confirm",
            label: "Confirming notes at most",
            value: draft.confirmNotes,
            min: 2,
            max: 100_000,
          }}
          {...{ whole: true, optional: true, placeholder: "all" }}
          onChange={(confirmNotes) => onChange({ confirmNotes })}
        />
      </div>
    </FormSection>
  );
}
