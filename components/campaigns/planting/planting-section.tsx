"use client";

import { CheckField } from "../form/check-field";
import { EMPTY_PLANTING, type PlantingDraft } from "./planting-draft";
import { PlantingFields } from "./planting-fields";

type PlantingSectionProps = { planting: PlantingDraft | null; onChange: (planting: PlantingDraft | null) => void };

/** Errors that nobody has to write by hand, in a new campaign. */
export function PlantingSection({ planting, onChange }: PlantingSectionProps) {
  return (
    <div className="grid gap-4">
      <CheckField
        id="planting"
        label="Plant errors by rule"
        about="Of notes that people wrote, changed by a run of rewrites. Each is known by its run, family and place, and none counts in the rate."
        checked={planting !== null}
        onChange={(checked) => onChange(checked ? EMPTY_PLANTING : null)}
      />
      {planting ? <PlantingFields planting={planting} onChange={onChange} /> : null}
    </div>
  );
}
