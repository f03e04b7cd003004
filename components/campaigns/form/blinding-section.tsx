"use client";

import type { ReactNode } from "react";
import type { CampaignDesign } from "@/domain/campaigns/design";
import { FormSection } from "./labelled";
import { NumberField } from "./number-field";

type BlindingSectionProps = {
  design: CampaignDesign;
  onChange: (part: Partial<CampaignDesign>) => void;
  children?: ReactNode;
};

/** What readers do not know: whose note it is, what comes twice, and what was planted. */
export function BlindingSection({ design, onChange, children }: BlindingSectionProps) {
  return (
    <FormSection
      title="Blinding and controls"
      about="Model, arm, run and time are never sent to a reader. Every reader has an order of her own."
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <NumberField
          id="distance"
          label="Cases between two notes of one source"
          about="Also between a case and its repeat; as far as the round is long enough."
          value={design.distance}
          min={0}
          max={10_000}
          whole
          onChange={(distance) => onChange({ distance: distance ?? design.distance })}
        />
        <NumberField
          id="repeats"
          label="Hidden repeats"
          about="Shown to the same reader twice, for agreement with oneself; 5 % is usual."
          value={design.repeats}
          min={0}
          max={1}
          percent
          onChange={(repeats) => onChange({ repeats: repeats ?? design.repeats })}
        />
        <NumberField
          id="planted"
          label="Planted errors"
          about="Notes with a recorded edit; what readers find of them is their sensitivity."
          value={design.planted}
          min={0}
          max={1}
          percent
          onChange={(planted) => onChange({ planted: planted ?? design.planted })}
        />
        <NumberField
          id="clean"
          label="Clean controls"
          about="Notes that your team settled as clean; what readers mark in them is their false alarm."
          value={design.clean}
          min={0}
          max={1}
          percent
          onChange={(clean) => onChange({ clean: clean ?? design.clean })}
        />
      </div>
      {children}
    </FormSection>
  );
}
