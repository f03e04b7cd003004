"use client";

import type { ConfigField } from "@/domain/runs/config-field";
import { Checkbox } from "../ui/checkbox";
import { Input } from "../ui/input";
import { Select } from "../ui/select";
import { Textarea } from "../ui/textarea";

type FieldControlProps = {
  field: ConfigField;
  id: string;
  /** As typed, or the default. */
  value: unknown;
  changed: boolean;
  invalid: boolean;
  onChange: (value: unknown) => void;
};

const asText = (value: unknown) => (value === null || value === undefined ? "" : String(value));

function writePairs(value: unknown): string {
  if (typeof value === "string") return value;
  const pairs = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return pairs.map(([name, text]) => `${name}=${text}`).join("\n");
}

export function FieldControl({ field, id, value, changed, invalid, onChange }: FieldControlProps) {
  const weight = changed ? "font-semibold" : "text-muted";
  const described = { id, "aria-invalid": invalid, "aria-describedby": `${id}-about` };
  switch (field.kind) {
    case "choice":
      return (
        <Select
          id={id}
          value={asText(value)}
          onChange={onChange}
          invalid={invalid}
          options={field.choices.map((choice) => ({ value: choice, label: choice }))}
          className={weight}
        />
      );
    case "boolean":
      return (
        <span className="flex h-8 items-center gap-2">
          <Checkbox id={id} checked={value === true} onCheckedChange={onChange} />
          <span className={weight}>{value === true ? "yes" : "no"}</span>
        </span>
      );
    case "choices":
      return <Choices field={field} id={id} chosen={Array.isArray(value) ? value : []} onChange={onChange} />;
    case "lines":
      return (
        <Textarea
          {...described}
          rows={3}
          value={Array.isArray(value) ? value.join("\n") : ""}
          placeholder="one a line"
          onChange={(event) => onChange(event.target.value.split("\n"))}
          className="font-mono text-xs"
        />
      );
    case "pairs":
      return (
        <Textarea
          {...described}
          rows={2}
          value={writePairs(value)}
          placeholder="NAME=value"
          onChange={(event) => onChange(event.target.value)}
          className="font-mono text-xs"
        />
      );
    case "text":
      return field.lines ? (
        <Textarea
          {...described}
          rows={4}
          value={asText(value)}
          onChange={(event) => onChange(event.target.value)}
          className={weight}
        />
      ) : (
        <Input
          {...described}
          value={asText(value)}
          onChange={(event) => onChange(event.target.value)}
          className={weight}
        />
      );
    default:
      return (
        <Input
          {...described}
          inputMode={field.kind === "integer" ? "numeric" : "decimal"}
          value={asText(value)}
          placeholder={field.optional ? "empty" : undefined}
          onChange={(event) => onChange(event.target.value)}
          className={`${weight} text-right`}
        />
      );
  }
}

type ChoicesProps = {
  field: ConfigField & { kind: "choices" };
  id: string;
  chosen: unknown[];
  onChange: (value: unknown) => void;
};

function Choices({ field, id, chosen, onChange }: ChoicesProps) {
  return (
    <fieldset id={id} className="grid gap-1 sm:grid-cols-2">
      <legend className="sr-only">{field.title}</legend>
      {field.choices.map((choice) => (
        <span key={choice} className="flex items-center gap-2">
          <Checkbox
            id={`${id}-${choice}`}
            checked={chosen.includes(choice)}
            onCheckedChange={(checked) =>
              onChange(field.choices.filter((each) => (each === choice ? checked : chosen.includes(each))))
            }
          />
          <label htmlFor={`${id}-${choice}`}>{choice.replaceAll("_", " ")}</label>
        </span>
      ))}
    </fieldset>
  );
}
