"use client";

import { EDIT_FAMILIES } from "@/domain/campaigns/edit-families";
import { CheckField } from "../form/check-field";
import { NumberField } from "../form/number-field";
import { MakeRewrites } from "./make-rewrites";
import { type PlantingDraft, withFamily } from "./planting-draft";
import { RewriteChoice } from "./rewrite-choice";

type PlantingFieldsProps = { planting: PlantingDraft; onChange: (planting: PlantingDraft) => void };

/** Of which run, which families, how many and by which seed. */
export function PlantingFields({ planting, onChange }: PlantingFieldsProps) {
  const { run, families, share, seed } = planting;
  const change = (part: Partial<PlantingDraft>) => onChange({ ...planting, ...part });
  return (
    <div className="grid gap-4">
      <fieldset>
        <legend className="mb-1">Families of errors</legend>
        <div className="grid gap-x-4 gap-y-2 sm:grid-cols-2">
          {EDIT_FAMILIES.map(({ family, label, about }) => (
            <CheckField
              key={family}
              id={`planting-${family}`}
              label={label}
              about={about}
              checked={families.includes(family)}
              onChange={(wanted) => change({ families: withFamily(families, family, wanted) })}
            />
          ))}
        </div>
      </fieldset>
      <RewriteChoice run={run} onChange={(chosen) => change({ run: chosen })} />
      <MakeRewrites families={families} seed={seed} onMade={(made) => change({ run: made })} />
      <div className="grid max-w-md gap-3 sm:grid-cols-2">
        <NumberField
          id="planting-share"
          label="Share of the cases"
          value={share}
          min={0.001}
          max={0.5}
          percent
          onChange={(next) => change({ share: next ?? share })}
        />
        <NumberField
          id="planting-seed"
          label="Seed of the choice"
          value={seed}
          min={0}
          max={2_147_483_647}
          whole
          onChange={(next) => change({ seed: next ?? seed })}
        />
      </div>
    </div>
  );
}
