import type { ReactNode } from "react";
import type { Estimate } from "@/domain/estimate";
import type { EstimateScale } from "@/domain/format/estimate";
import { formatNumber } from "@/domain/format/number";
import { formatPercentValue } from "@/domain/format/percent";
import { EstimateText } from "../ui/number/estimate-text";
import { shareOf } from "./plot-geometry";
import { forestDomain, type Judgement, judgeDifference } from "./prepare-forest";
import { linearTicks, plainTickFormat } from "./ticks";

export type ForestRow = { id: string; label: ReactNode; estimate: Estimate; better: "higher" | "lower" | null };

type ForestProps = { rows: readonly ForestRow[]; scale: EstimateScale; caption: string };

const INK: Record<Judgement, string> = {
  better: "var(--good)",
  worse: "var(--bad)",
  undecided: "var(--undecided)",
  unjudged: "var(--ink)",
};

/** Differences with their intervals against zero, one row each, on one scale. */
export function Forest({ rows, scale, caption }: ForestProps) {
  const domain = forestDomain(rows.map((row) => row.estimate));
  const place = (value: number) => `${(shareOf(value, domain) * 100).toFixed(2)}%`;
  const ticks = linearTicks(domain, 4);
  const plain = plainTickFormat(ticks) ?? formatNumber;
  const write = (tick: number) => (scale === "number" ? plain(tick) : formatPercentValue(tick));
  return (
    <table className="w-full table-fixed border-collapse text-sm">
      <caption className="sr-only">{caption}</caption>
      <colgroup>
        <col className="w-48" />
        <col />
        <col className="w-24" />
        <col className="w-56" />
      </colgroup>
      <tbody>
        {rows.map(({ id, label, estimate, better }) => {
          const judgement = judgeDifference(estimate, better);
          return (
            <tr key={id} className="h-8">
              <th scope="row" className="break-words pr-3 text-left font-normal leading-tight">
                {label}
              </th>
              <td className="p-0">
                <svg width="100%" height="32" aria-hidden="true" className="block overflow-visible">
                  <line x1={place(0)} x2={place(0)} y1="0" y2="32" stroke="var(--line-strong)" />
                  {estimate.state === "defined" && estimate.interval ? (
                    <line
                      x1={place(estimate.interval.low)}
                      x2={place(estimate.interval.high)}
                      y1="16"
                      y2="16"
                      stroke={INK[judgement]}
                      strokeWidth="2"
                    />
                  ) : null}
                  {estimate.state === "defined" ? (
                    <circle cx={place(estimate.value)} cy="16" r="4.5" fill={INK[judgement]} />
                  ) : null}
                </svg>
              </td>
              <td className="w-24 pl-4 text-xs" style={{ color: INK[judgement] }}>
                {judgement === "unjudged" ? "" : judgement}
              </td>
              <td className="w-56 text-right">
                <EstimateText estimate={estimate} scale={scale} difference hideSample />
              </td>
            </tr>
          );
        })}
        <tr aria-hidden>
          <td />
          <td className="p-0">
            <svg aria-hidden="true" width="100%" height="18" className="block overflow-visible">
              {ticks.map((tick) => (
                <text key={tick} x={place(tick)} y="12" fontSize="11" fill="var(--muted)" textAnchor="middle">
                  {tick > 0 ? `+${write(tick)}` : write(tick)}
                </text>
              ))}
            </svg>
          </td>
          <td />
          <td />
        </tr>
      </tbody>
    </table>
  );
}
