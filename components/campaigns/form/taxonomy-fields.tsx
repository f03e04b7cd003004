"use client";

import { CREOLA, FOUR_TYPES, type Taxonomy } from "@/domain/campaigns/taxonomy";
import { Button } from "../../ui/button";
import { Input } from "../../ui/input";
import { ChoiceRow } from "./choice-row";
import { idFromLabel } from "./id-from-label";
import { withPlaces } from "./with-places";

const OWN = "own@1";
const CHOICES = [
  { value: CREOLA.id, title: "CREOLA", about: "Fabrication, negation, causality, contextual (Asgari et al. 2025)." },
  { value: FOUR_TYPES.id, title: "Four types", about: "Fabricated, wrong inference, contradicts, unsupported detail." },
  { value: OWN, title: "Own types", about: "Up to nine; readers choose by the keys 1 to 9." },
];
const MOST = 9;

type TaxonomyFieldsProps = { taxonomy: Taxonomy; onChange: (taxonomy: Taxonomy) => void };

export function TaxonomyFields({ taxonomy, onChange }: TaxonomyFieldsProps) {
  const own = taxonomy.id === OWN;
  const choose = (id: string) => {
    if (id === CREOLA.id) onChange(CREOLA);
    else if (id === FOUR_TYPES.id) onChange(FOUR_TYPES);
    else onChange({ id: OWN, types: taxonomy.types });
  };
  const setTypes = (types: Taxonomy["types"]) => onChange({ id: OWN, types });
  return (
    <div className="grid gap-2">
      <ChoiceRow name="taxonomy" legend="Types of error" value={taxonomy.id} choices={CHOICES} onChange={choose} />
      {own ? (
        <div className="grid gap-2">
          {withPlaces(taxonomy.types).map(({ item: type, place }) => (
            <div key={place} className="flex flex-wrap gap-2">
              <Input
                aria-label={`Name of type ${place + 1}`}
                value={type.label}
                maxLength={40}
                className="w-44"
                onChange={({ target }) =>
                  setTypes(
                    taxonomy.types.map((each, at) =>
                      at === place
                        ? { ...each, label: target.value, id: idFromLabel(target.value, place, taxonomy.types) }
                        : each,
                    ),
                  )
                }
              />
              <Input
                aria-label={`What type ${place + 1} means`}
                value={type.description}
                maxLength={400}
                placeholder="What belongs to it"
                className="min-w-64 flex-1"
                onChange={({ target }) =>
                  setTypes(
                    taxonomy.types.map((each, at) => (at === place ? { ...each, description: target.value } : each)),
                  )
                }
              />
              <Button
                disabled={taxonomy.types.length === 1}
                aria-label={`Remove type ${place + 1}`}
                onClick={() => setTypes(taxonomy.types.filter((_, at) => at !== place))}
              >
                Remove
              </Button>
            </div>
          ))}
          <Button
            className="justify-self-start"
            disabled={taxonomy.types.length >= MOST}
            onClick={() =>
              setTypes([
                ...taxonomy.types,
                { id: idFromLabel("", taxonomy.types.length, taxonomy.types), label: "", description: "" },
              ])
            }
          >
            Add a type
          </Button>
        </div>
      ) : null}
    </div>
  );
}
