"use client";

import { useState } from "react";
import { Input } from "../../ui/input";
import { Labelled } from "./labelled";

type NumberFieldProps = {
  id: string;
  label: string;
  about?: string;
  value: number | null;
  min: number;
  max: number;
  /** Shown and typed as percent, kept as a share of one. */
  percent?: boolean;
  whole?: boolean;
  optional?: boolean;
  placeholder?: string;
  onChange: (value: number | null) => void;
};

const shown = (value: number | null, percent: boolean) =>
  value === null ? "" : String(percent ? Number((value * 100).toFixed(4)) : value);

/** What was typed stays as typed; only a number within the bounds is passed on. */
export function NumberField(props: NumberFieldProps) {
  const { id, label, about, value, min, max, percent = false, whole, optional, placeholder, onChange } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? shown(value, percent);
  const read = (from: string): number | null | undefined => {
    if (from.trim() === "") return optional ? null : undefined;
    const number = Number(from.replace(",", ".")) / (percent ? 100 : 1);
    if (!Number.isFinite(number) || number < min || number > max) return undefined;
    return whole && !Number.isInteger(number) ? undefined : number;
  };
  const bounds = `${shown(min, percent)} to ${shown(max, percent)}${percent ? " %" : ""}`;
  const invalid = read(text) === undefined;
  return (
    <Labelled
      id={id}
      label={percent ? `${label}, %` : label}
      about={invalid ? `${about ?? ""} Takes ${bounds}.` : about}
    >
      <Input
        id={id}
        value={text}
        inputMode={whole && !percent ? "numeric" : "decimal"}
        placeholder={placeholder}
        aria-invalid={invalid}
        aria-describedby={about || invalid ? `${id}-about` : undefined}
        className="w-full text-right"
        onChange={({ target }) => {
          setTyped(target.value);
          const number = read(target.value);
          if (number !== undefined) onChange(number);
        }}
        onBlur={() => {
          if (read(text) !== undefined) setTyped(null);
        }}
      />
    </Labelled>
  );
}
