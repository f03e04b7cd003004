"use client";

import { useId } from "react";
import { CURVE_AXES, type SeedBand } from "@/domain/charts/chart-axis";
import { classNames } from "../ui/class-names";
import { AXIS_WORDS } from "./axis-words";
import type { ChartLook } from "./use-chart-url";

const BAND_WORDS: Readonly<Record<SeedBand, string>> = { none: "Each run", range: "Min–max", sd: "± sd" };

type ChartControlsProps = {
  look: ChartLook;
  /** Left out where every chart has a width of its own. */
  columns?: string;
  /** Whether runs that differ by seed alone may be folded: only where there are several runs. */
  seeds?: boolean;
  onChange: (changes: Record<string, string | null>) => void;
};

export function ChartControls({ look, columns, seeds = false, onChange }: ChartControlsProps) {
  const id = useId();
  const { axis, scale, smoothing, bands } = look;
  return (
    <div className="ml-auto flex flex-wrap items-center gap-x-4 gap-y-2">
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
      {seeds ? (
        <Choice
          label="Runs that differ by seed alone"
          value={bands}
          options={(["none", "range", "sd"] as const).map((one) => [one, BAND_WORDS[one]])}
          onChange={(value) => onChange({ bands: value === "none" ? null : value })}
        />
      ) : null}
      <Choice
        label="Horizontal axis"
        value={axis}
        options={CURVE_AXES.map((one) => [one, AXIS_WORDS[one].title, AXIS_WORDS[one].name])}
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
      {columns === undefined ? null : (
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
      )}
    </div>
  );
}

type ChoiceProps = {
  label: string;
  value: string;
  options: readonly (readonly [value: string, label: string, title?: string])[];
  onChange: (value: string) => void;
};

export function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <fieldset aria-label={label} title={label} className="flex overflow-hidden rounded-md border border-line">
      {options.map(([option, name, title]) => (
        <button
          key={option}
          type="button"
          aria-pressed={option === value}
          title={title}
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
