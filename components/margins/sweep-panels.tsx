"use client";

import { formatNumber } from "@/domain/format/number";
import { DrawnFigure } from "../charts/drawn-figure";
import { EstimateSteps } from "../charts/estimate-steps";
import { bucketOfRun, nameArm, overSeeds, type SweptArm } from "./fold-sweep";
import { familiesOf, hallucinationOf, isArmSaturated, marginOfArm, winRateOf } from "./sweep-readings";

const PANELS = [
  { title: "Hallucination rate", scale: "share", read: hallucinationOf },
  { title: "Win rate, ties half", scale: "share", read: winRateOf },
  { title: "Mean margin of pairs (0,1), nats", scale: "number", read: marginOfArm },
] as const;
const HEADS = ["training", "Δ", "value", "low", "high", "n", "unit", "saturated"];

const rowOf = (arm: SweptArm, arms: readonly SweptArm[], read: (typeof PANELS)[number]["read"]) => {
  const found = overSeeds(read(arm));
  const { low = null, high = null } = found?.interval ?? {};
  const saturated = isArmSaturated(arm) ? "yes" : "no";
  return [
    nameArm(arm, arms),
    arm.delta,
    found?.value ?? null,
    low,
    high,
    found?.n ?? null,
    found?.unit ?? null,
    saturated,
  ];
};

/** What readers said and how margins lie, over Δ; saturated Δ hatched. */
export function SweepPanels({ arms }: { arms: readonly SweptArm[] }) {
  const families = familiesOf(arms);
  const named = [...new Map([...families.values()].map((family) => [family.name, family])).values()];
  const active = arms.filter((arm) => arm.runs.some((run) => bucketOfRun(run, "01") !== null));
  const legend = named.length > 1 ? named.map(({ name, color }) => ({ id: name, label: name, color })) : [];
  return (
    <div className="grid gap-2">
      {legend.length > 0 ? (
        <ul aria-label="Series of the sweep" className="flex flex-wrap gap-x-4 gap-y-1 text-xs">
          {legend.map(({ id, label, color }) => (
            <li key={id} className="flex items-center gap-1.5">
              <span aria-hidden className="size-2.5 rounded-full" style={{ background: color }} />
              {label}
            </li>
          ))}
        </ul>
      ) : null}
      <div className="grid gap-4 md:grid-cols-3">
        {PANELS.map(({ title, scale, read }) => {
          const shown = read === marginOfArm ? active : arms;
          if (shown.every((arm) => overSeeds(read(arm))?.state !== "defined")) {
            return (
              <div key={title}>
                <h3 className="flex min-h-8 items-center text-xs text-muted">{title}</h3>
                <p className="text-sm text-muted">
                  {read === marginOfArm
                    ? "No pair (0,1) was measured."
                    : "No closed round has read these models on notes that their pairs were not made of."}
                </p>
              </div>
            );
          }
          return (
            <DrawnFigure
              key={title}
              name={`${title}, over Δ`}
              caption={title}
              legend={legend}
              data={() => ({ heads: HEADS, rows: shown.map((arm) => rowOf(arm, arms, read)) })}
            >
              <EstimateSteps
                height={190}
                scale={scale}
                axis="Δ"
                label={`${title}, over Δ`}
                steps={shown.map((arm) => ({
                  id: arm.id,
                  label: formatNumber(arm.delta),
                  estimate: overSeeds(read(arm)),
                  hatched: isArmSaturated(arm),
                  color: families.get(arm.id)?.color ?? "var(--ink)",
                }))}
              />
            </DrawnFigure>
          );
        })}
      </div>
    </div>
  );
}
