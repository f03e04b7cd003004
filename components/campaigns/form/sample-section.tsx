"use client";

import type { CampaignDesign } from "@/domain/campaigns/design";
import type { RouterOutputs } from "../../layout/trpc";
import { Select } from "../../ui/select";
import { ChoiceRow } from "./choice-row";
import { ItemPairsChoice } from "./item-pairs-choice";
import { FormSection, Labelled } from "./labelled";
import { NumberField } from "./number-field";

type Sampling = CampaignDesign["sampling"];
type Frame = RouterOutputs["campaigns"]["frame"];
type SampleSectionProps = {
  design: CampaignDesign;
  /** Readers choose between notes, and do not judge one at a time. */
  choosing: boolean;
  /** What the source holds; null while nobody knows. */
  frame: Frame | null;
  onChange: (part: Partial<CampaignDesign>) => void;
};

const HOW = [
  { value: "all" as const, title: "All", about: "Every source." },
  { value: "random" as const, title: "At random", about: "Every source as likely as the others." },
  { value: "stratified" as const, title: "By strata", about: "Each section or length by its share, or more of some." },
];
const MOST = 1_000_000;

/** What is drawn. All arms of a source are drawn together. */
export function SampleSection({ design, choosing, frame, onChange }: SampleSectionProps) {
  const { sampling, seed } = design;
  const change = (part: Partial<Sampling>) => onChange({ sampling: { ...sampling, ...part } });
  const names = sampling.how === "stratified" ? (frame?.strata.map(({ name }) => name).filter(Boolean) ?? []) : [];
  return (
    <FormSection title="Sample" about="What is drawn is decided by the seed, and kept with the campaign.">
      <ChoiceRow
        name="sampling"
        legend="How sources are drawn"
        value={sampling.how}
        choices={HOW}
        onChange={(how) => change({ how, strata: how === "stratified" ? "section" : null, oversample: {} })}
      />
      <div className="grid gap-3 sm:grid-cols-3">
        {sampling.how === "all" ? null : (
          <NumberField
            id="sample-size"
            label="Sources drawn"
            value={sampling.size}
            min={1}
            max={MOST}
            whole
            optional
            placeholder={frame ? `of ${frame.items}` : ""}
            onChange={(size) => change({ size })}
          />
        )}
        {sampling.how === "stratified" ? (
          <Labelled id="strata" label="Strata">
            <Select
              id="strata"
              value={sampling.strata ?? undefined}
              options={[
                { value: "section", label: "Section" },
                { value: "length", label: "Length of the source" },
              ]}
              onChange={(strata) => change({ strata: strata === "length" ? "length" : "section", oversample: {} })}
            />
          </Labelled>
        ) : null}
        <NumberField
          id="seed"
          label="Seed"
          value={seed}
          min={0}
          max={2_147_483_647}
          whole
          onChange={(next) => onChange({ seed: next ?? seed })}
        />
      </div>
      {choosing && frame && frame.arms.length > 2 ? (
        <ItemPairsChoice
          arms={frame.arms.length}
          value={design.itemPairs}
          onChange={(itemPairs) => onChange({ itemPairs })}
        />
      ) : null}
      {names.length > 0 ? (
        <fieldset>
          <legend className="mb-1">How many times more likely; weights undo it in the rate</legend>
          <div className="grid gap-3 sm:grid-cols-4">
            {names.map((name) => (
              <NumberField
                key={name}
                id={`oversample-${name}`}
                label={name}
                value={sampling.oversample[name] ?? 1}
                min={0.01}
                max={100}
                onChange={(factor) => change({ oversample: withFactor(sampling.oversample, name, factor ?? 1) })}
              />
            ))}
          </div>
        </fieldset>
      ) : null}
    </FormSection>
  );
}

function withFactor(oversample: Sampling["oversample"], name: string, factor: number): Sampling["oversample"] {
  const { [name]: _, ...rest } = oversample;
  return factor === 1 ? rest : { ...rest, [name]: factor };
}
