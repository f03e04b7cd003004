import type { ReactNode } from "react";
import { classNames } from "../../ui/class-names";

type ChoiceRowProps<Value extends string> = {
  name: string;
  legend: string;
  value: Value;
  choices: readonly { value: Value; title: string; about?: ReactNode }[];
  onChange: (value: Value) => void;
};

/** One of a few, each with what it means. */
export function ChoiceRow<Value extends string>({ name, legend, value, choices, onChange }: ChoiceRowProps<Value>) {
  return (
    <fieldset>
      <legend className="mb-1">{legend}</legend>
      <div className={classNames("grid gap-2", choices.length === 2 ? "sm:grid-cols-2" : "sm:grid-cols-3")}>
        {choices.map((choice) => (
          <label
            key={choice.value}
            className={classNames(
              "flex cursor-pointer items-start gap-2 rounded-md border p-2.5 has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-focus",
              choice.value === value ? "border-accent bg-accent-soft" : "border-line hover:border-line-strong",
            )}
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              className="mt-0.5 accent-accent"
            />
            <span>
              {choice.title}
              {choice.about ? <span className="block text-xs text-muted">{choice.about}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
