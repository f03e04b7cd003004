import type { ReactNode } from "react";
import { CheckField } from "../../campaigns/form/check-field";

type Option = { value: string; label: ReactNode; about?: ReactNode };
type CheckListProps = {
  id: string;
  legend: string;
  options: readonly Option[];
  chosen: readonly string[];
  /** Where there is nothing to choose. */
  none: string;
  onChange: (chosen: string[]) => void;
};

export function CheckList({ id, legend, options, chosen, none, onChange }: CheckListProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium">{legend}</legend>
      {options.length === 0 ? <p className="text-muted">{none}</p> : null}
      <div className="grid max-h-64 gap-2 overflow-auto">
        {options.map(({ value, label, about }) => (
          <CheckField
            key={value}
            id={`${id}-${value}`}
            label={label}
            about={about}
            checked={chosen.includes(value)}
            onChange={(checked) => onChange(checked ? [...chosen, value] : chosen.filter((each) => each !== value))}
          />
        ))}
      </div>
    </fieldset>
  );
}
