import { CheckField } from "../../campaigns/form/check-field";
import { ChoiceRow } from "../../campaigns/form/choice-row";
import { FormSection, Labelled } from "../../campaigns/form/labelled";
import { NumberField } from "../../campaigns/form/number-field";
import { PeopleChoice } from "../../campaigns/form/people-choice";
import type { RouterOutputs } from "../../layout/trpc";
import { Input } from "../../ui/input";
import type { LoopDraft } from "./loop-draft";

type ReadingSectionProps = {
  draft: LoopDraft;
  people: RouterOutputs["campaigns"]["possibleReaders"];
  /** Of a fork that begins at a gate: readers and rule stay as they were. */
  gatesAlone?: boolean;
  onChange: (part: Partial<LoopDraft>) => void;
};

/** Who reads, by which rule a gate decides, and what moves the study on. */
export function ReadingSection({ draft, people, gatesAlone = false, onChange }: ReadingSectionProps) {
  const simulated = draft.readersKind === "simulated";
  const gates = <GateChoices draft={draft} simulated={simulated} onChange={onChange} />;
  if (gatesAlone) return <FormSection title="Gates">{gates}</FormSection>;
  return (
    <FormSection title="Readers and gates" about="The same readers, protocol and rule hold in both rounds.">
      <ChoiceRow
        name="loop-readers"
        legend="Who reads"
        value={draft.readersKind}
        choices={[
          { value: "people", title: "People", about: "Their gates move on by a signature alone." },
          {
            value: "simulated",
            title: "Simulated readers",
            about: "Of notes about simulated patients alone; no person decides.",
          },
        ]}
        onChange={(readersKind) => onChange({ readersKind })}
      />
      {simulated ? (
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField
            {...{
              id: "loop-sensitivity",
              label: "Marks a wrong note",
              value: draft.sensitivity,
              min: 0,
              max: 1,
              percent: true,
            }}
            onChange={(sensitivity) => onChange({ sensitivity: sensitivity ?? 0.9 })}
          />
          <NumberField
            {...{
              id: "loop-specificity",
              label: "Passes a right note",
              value: draft.specificity,
              min: 0,
              max: 1,
              percent: true,
            }}
            onChange={(specificity) => onChange({ specificity: specificity ?? 0.95 })}
          />
        </div>
      ) : (
        <PeopleChoice people={people} chosen={draft.readers} onChange={(readers) => onChange({ readers })} />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Labelled id="loop-title" label="Title, for readers" about="Must name no model, method or run.">
          <Input
            id="loop-title"
            value={draft.title}
            maxLength={110}
            aria-describedby="loop-title-about"
            onChange={({ target }) => onChange({ title: target.value })}
          />
        </Labelled>
        <NumberField
          {...{ id: "loop-threshold", label: "Rate that fails above and passes below", value: draft.threshold }}
          {...{ min: 0.001, max: 0.999, percent: true }}
          onChange={(threshold) => onChange({ threshold: threshold ?? 0.15 })}
        />
      </div>
      <ChoiceRow
        name="loop-unit"
        legend="What the rate counts"
        value={draft.unit}
        choices={[
          { value: "note", title: "Notes", about: "Exact tests." },
          { value: "sentence", title: "Sentences", about: "Patients or documents are resampled." },
        ]}
        onChange={(unit) => onChange({ unit })}
      />
      {gates}
    </FormSection>
  );
}

type GateChoicesProps = Pick<ReadingSectionProps, "draft" | "onChange"> & { simulated: boolean };

function GateChoices({ draft, simulated, onChange }: GateChoicesProps) {
  return (
    <>
      <ChoiceRow
        name="loop-undecided"
        legend="Where a gate cannot tell"
        value={draft.whenUndecided}
        choices={[
          { value: "wait", title: "Wait", about: "For more labels or a signed decision." },
          { value: "go-on", title: "Train", about: "As if it had failed; said in the result." },
        ]}
        onChange={(whenUndecided) => onChange({ whenUndecided })}
      />
      {simulated ? (
        <CheckField
          id="loop-signature"
          label="Gates need a signature"
          about="Otherwise the rule's verdict moves on as soon as the round is closed."
          checked={draft.signature}
          onChange={(signature) => onChange({ signature })}
        />
      ) : null}
    </>
  );
}
