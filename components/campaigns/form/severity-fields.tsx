"use client";

import type { Protocol } from "@/domain/campaigns/protocol";
import { Button } from "../../ui/button";
import { Input } from "../../ui/input";
import { CheckField } from "./check-field";
import { idFromLabel } from "./id-from-label";
import { withPlaces } from "./with-places";

type Severities = Protocol["severities"];
type SeverityFieldsProps = { severities: Severities; onChange: (severities: Severities) => void };

const MOST = 9;

/** The scale from the mildest to the worst. */
export function SeverityFields({ severities, onChange }: SeverityFieldsProps) {
  const change = (place: number, part: Partial<Severities[number]>) =>
    onChange(severities.map((each, at) => (at === place ? { ...each, ...part } : each)));
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1">Severity, from the mildest to the worst</legend>
      {withPlaces(severities).map(({ item: severity, place }) => (
        <div key={place} className="flex flex-wrap items-center gap-2">
          <Input
            aria-label={`Name of severity ${place + 1}`}
            value={severity.label}
            maxLength={40}
            className="w-36"
            onChange={({ target }) =>
              change(place, { label: target.value, id: idFromLabel(target.value, place, severities) })
            }
          />
          <Input
            aria-label={`What severity ${place + 1} means`}
            value={severity.description}
            maxLength={400}
            className="min-w-40 flex-1"
            onChange={({ target }) => change(place, { description: target.value })}
          />
          <CheckField
            id={`severity-major-${place}`}
            label="counts as major"
            checked={severity.major}
            onChange={(major) => change(place, { major })}
          />
          <Button
            disabled={severities.length === 1}
            aria-label={`Remove severity ${place + 1}`}
            onClick={() => onChange(severities.filter((_, at) => at !== place))}
          >
            Remove
          </Button>
        </div>
      ))}
      <Button
        className="justify-self-start"
        disabled={severities.length >= MOST}
        onClick={() =>
          onChange([
            ...severities,
            { id: idFromLabel("", severities.length, severities), label: "", description: "", major: true },
          ])
        }
      >
        Add a step
      </Button>
    </fieldset>
  );
}
