"use client";

import { MODES, type Protocol, REQUIRED_FIELDS, UNITS } from "@/domain/campaigns/protocol";
import { MODE_WORDS } from "../state-words";
import { CheckField } from "./check-field";
import { ChoiceRow } from "./choice-row";
import { InstructionFields } from "./instruction-fields";
import { FormSection } from "./labelled";
import { PracticeFields } from "./practice-fields";
import { SeverityFields } from "./severity-fields";
import { TaxonomyFields } from "./taxonomy-fields";

const UNIT_WORDS = {
  note: { title: "Notes", about: "The share of notes with at least one error." },
  sentence: { title: "Sentences", about: "The share of sentences with an error; resampled by note." },
};
const REQUIRED_WORDS = { type: "Type", severity: "Severity", evidence: "Evidence in the source", comment: "A comment" };

type ProtocolSectionProps = { protocol: Protocol; onChange: (protocol: Protocol) => void; modeFixed?: boolean };

/** What readers look for, and how they say it. */
export function ProtocolSection({ protocol, onChange, modeFixed = false }: ProtocolSectionProps) {
  const change = (part: Partial<Protocol>) => onChange({ ...protocol, ...part });
  const marking = protocol.mode === "marks";
  const choosing = protocol.mode === "side-by-side";
  return (
    <FormSection title="Protocol" about="It stands once the round is open: readings under two protocols do not add up.">
      {modeFixed ? null : (
        <ChoiceRow
          name="mode"
          legend="What readers do"
          value={protocol.mode}
          choices={MODES.map((mode) => ({ value: mode, ...MODE_WORDS[mode] }))}
          onChange={(mode) => change({ mode, ...(mode === "marks" ? {} : { unit: "note" }) })}
        />
      )}
      {marking ? (
        <ChoiceRow
          name="unit"
          legend="What the rate counts"
          value={protocol.unit}
          choices={UNITS.map((unit) => ({ value: unit, ...UNIT_WORDS[unit] }))}
          onChange={(unit) => change({ unit })}
        />
      ) : null}
      {choosing ? null : (
        <fieldset className="grid gap-2">
          <legend className="mb-1">Two switches that change the rate</legend>
          <CheckField
            id="inference"
            label="A reader may accept what a clinician would infer from the source"
            checked={protocol.inferenceAllowed}
            onChange={(inferenceAllowed) => change({ inferenceAllowed })}
          />
          <CheckField
            id="true-absent"
            label="What is true, but not in the source, is an error"
            checked={protocol.trueButAbsentIsError}
            onChange={(trueButAbsentIsError) => change({ trueButAbsentIsError })}
          />
        </fieldset>
      )}
      {choosing ? null : <TaxonomyFields taxonomy={protocol.taxonomy} onChange={(taxonomy) => change({ taxonomy })} />}
      {marking ? (
        <>
          <SeverityFields severities={protocol.severities} onChange={(severities) => change({ severities })} />
          <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
            <legend className="mb-1">Every mark must have</legend>
            {REQUIRED_FIELDS.map((field) => (
              <CheckField
                key={field}
                id={`required-${field}`}
                label={REQUIRED_WORDS[field]}
                checked={protocol.required.includes(field)}
                onChange={(checked) =>
                  change({
                    required: REQUIRED_FIELDS.filter((each) =>
                      each === field ? checked : protocol.required.includes(each),
                    ),
                  })
                }
              />
            ))}
          </fieldset>
          <fieldset className="grid gap-2">
            <legend className="mb-1">Readers can also</legend>
            <CheckField
              id="omissions"
              label="Mark what the note leaves out"
              checked={protocol.omissions}
              onChange={(omissions) => change({ omissions })}
            />
            <CheckField
              id="corrections"
              label="Correct the note"
              about="A correction beside what it corrects can become a pair to train on."
              checked={protocol.corrections}
              onChange={(corrections) => change({ corrections })}
            />
            <CheckField
              id="hints"
              label="See hints: numbers, drugs and negations that the source does not hold"
              about="They steer the reader, so they are recorded with every assessment."
              checked={protocol.hints}
              onChange={(hints) => change({ hints })}
            />
          </fieldset>
        </>
      ) : null}
      <InstructionFields protocol={protocol} onChange={change} />
      <PracticeFields practice={protocol.practice} onChange={(practice) => change({ practice })} />
    </FormSection>
  );
}
