"use client";

import type { Protocol } from "@/domain/campaigns/protocol";
import { Button } from "../../ui/button";
import { Select } from "../../ui/select";
import { Textarea } from "../../ui/textarea";
import { Labelled } from "./labelled";
import { withPlaces } from "./with-places";

type Example = Protocol["examples"][number];
type InstructionFieldsProps = {
  protocol: Pick<Protocol, "instructions" | "examples">;
  onChange: (part: Partial<Pick<Protocol, "instructions" | "examples">>) => void;
};

const MOST_EXAMPLES = 20;
const EMPTY: Example = { kind: "positive", source: "", note: "", why: "" };
const KINDS = [
  { value: "positive", label: "This is an error" },
  { value: "negative", label: "This is none" },
];

/** What folds out beside every case. */
export function InstructionFields({ protocol, onChange }: InstructionFieldsProps) {
  const { instructions, examples } = protocol;
  const change = (place: number, part: Partial<Example>) =>
    onChange({ examples: examples.map((each, at) => (at === place ? { ...each, ...part } : each)) });
  return (
    <div className="grid gap-3">
      <Labelled id="instructions" label="Instructions" about="Readers fold them out beside every case. Name no model.">
        <Textarea
          id="instructions"
          rows={5}
          value={instructions}
          maxLength={20_000}
          aria-describedby="instructions-about"
          onChange={({ target }) => onChange({ instructions: target.value })}
        />
      </Labelled>
      {withPlaces(examples).map(({ item: example, place }) => (
        <fieldset key={place} className="grid gap-2 rounded-md border border-line p-3 sm:grid-cols-2">
          <legend className="px-1">Example {place + 1}</legend>
          <Select
            label={`What example ${place + 1} shows`}
            value={example.kind}
            options={KINDS}
            onChange={(kind) => change(place, { kind: kind === "negative" ? "negative" : "positive" })}
          />
          <Button
            className="justify-self-end"
            aria-label={`Remove example ${place + 1}`}
            onClick={() => onChange({ examples: examples.filter((_, at) => at !== place) })}
          >
            Remove
          </Button>
          {(["source", "note", "why"] as const).map((field) => (
            <Labelled
              key={field}
              id={`example-${place}-${field}`}
              label={{ source: "In the source", note: "In the note", why: "Why" }[field]}
              className={field === "why" ? "sm:col-span-2" : undefined}
            >
              <Textarea
                id={`example-${place}-${field}`}
                rows={2}
                value={example[field]}
                maxLength={field === "why" ? 1_000 : 2_000}
                onChange={({ target }) => change(place, { [field]: target.value })}
              />
            </Labelled>
          ))}
        </fieldset>
      ))}
      <Button
        className="justify-self-start"
        disabled={examples.length >= MOST_EXAMPLES}
        onClick={() => onChange({ examples: [...examples, EMPTY] })}
      >
        Add an example
      </Button>
    </div>
  );
}
