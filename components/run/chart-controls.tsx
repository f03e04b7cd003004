"use client";

import { useId } from "react";
import type { Scale, XAxisKind } from "../charts/series-input";
import { classNames } from "../ui/class-names";

type ChartControlsProps = {
  axis: XAxisKind;
  scale: Scale;
  smoothing: number;
  columns: string;
  onChange: (changes: Record<string, string | null>) => void;
};

export function ChartControls({ axis, scale, smoothing, columns, onChange }: ChartControlsProps) {
  const id = useId();
  return (
    <div className="ml-auto flex flex-wrap items-center gap-4">
      <label htmlFor={id} className="flex items-center gap-2 text-xs text-muted">
        Smoothing
        <input
          id={id}
          type="range"
          min={0}
          max={0.99}
          step={0.01}
          value={smoothing}
          onChange={(event) => onChange({ smooth: event.target.value === "0" ? null : event.target.value })}
          className="w-24 accent-[var(--accent)]"
        />
        <output className="w-8 text-ink">{smoothing === 0 ? "off" : smoothing.toFixed(2)}</output>
      </label>
      <Choice
        label="Horizontal axis"
        value={axis}
        options={[
          ["step", "Step"],
          ["time", "Time"],
        ]}
        onChange={(value) => onChange({ x: value === "step" ? null : value, from: null, to: null, over: null })}
      />
      <Choice
        label="Vertical axis"
        value={scale}
        options={[
          ["linear", "Linear"],
          ["log", "Log"],
        ]}
        onChange={(value) => onChange({ y: value === "linear" ? null : value })}
      />
      <Choice
        label="Columns"
        value={columns}
        options={[
          ["1", "1"],
          ["2", "2"],
          ["3", "3"],
        ]}
        onChange={(value) => onChange({ columns: value === "2" ? null : value })}
      />
    </div>
  );
}

type ChoiceProps = {
  label: string;
  value: string;
  options: readonly (readonly [value: string, label: string])[];
  onChange: (value: string) => void;
};

export function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <fieldset aria-label={label} className="flex overflow-hidden rounded-md border border-line">
      {options.map(([option, name]) => (
        <button
          key={option}
          type="button"
          aria-pressed={option === value}
          onClick={() => onChange(option)}
          className={classNames(
            "border-line border-l px-2 py-1 text-xs first:border-l-0 focus-visible:outline-offset-[-2px]",
            option === value ? "bg-accent-soft font-medium text-ink" : "text-muted hover:bg-raised",
          )}
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}
