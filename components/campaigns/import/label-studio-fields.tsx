"use client";

import { UNITS } from "@/domain/campaigns/protocol";
import type { LabelStudioOptions } from "@/domain/labels/label-studio/label-studio-options";
import { ChoiceRow } from "../form/choice-row";
import { ValueFields } from "./mapping-fields";

type FieldsProps = { options: LabelStudioOptions; onChange: (options: LabelStudioOptions) => void };

export function LabelStudioFields({ options, onChange }: FieldsProps) {
  return (
    <div className="grid gap-4">
      <ChoiceRow
        name="labels-readers"
        legend="Readers are"
        value={options.readers}
        choices={[
          { value: "annotations", title: "Who annotated", about: "One reader for each account." },
          { value: "predictions", title: "Versions of predictions", about: "As in a project exported from here." },
        ]}
        onChange={(readers) => onChange({ ...options, readers })}
      />
      <ValueFields values={options} onChange={(values) => onChange({ ...options, ...values })} />
      <ChoiceRow
        name="labels-unit"
        legend="The rate counts"
        value={options.unit}
        choices={UNITS.map((value) => ({ value, title: value === "note" ? "Notes" : "Sentences" }))}
        onChange={(unit) => onChange({ ...options, unit })}
      />
    </div>
  );
}
