import { type ForestPanel, type ForestRow, layOutForest } from "@/domain/reports/forest-layout";
import type { MeasureGroup } from "@/domain/reports/report-content";

const INK: Record<ForestRow["judgement"], string> = {
  better: "var(--good)",
  worse: "var(--bad)",
  undecided: "var(--undecided)",
  unjudged: "var(--ink)",
};

const percent = (share: number) => `${(share * 100).toFixed(2)}%`;
const HEIGHT = 26;

function RowMarks({ row, reference }: { row: ForestRow; reference: number | null }) {
  const ink = INK[row.judgement];
  const middle = HEIGHT / 2;
  return (
    <svg width="100%" height={HEIGHT} aria-hidden="true" className="block overflow-visible">
      {reference === null ? null : (
        <line
          x1={percent(reference)}
          x2={percent(reference)}
          y1="0"
          y2={HEIGHT}
          stroke="var(--line-strong)"
          strokeDasharray="3 2"
        />
      )}
      {row.low === null || row.high === null ? null : (
        <line x1={percent(row.low)} x2={percent(row.high)} y1={middle} y2={middle} stroke={ink} strokeWidth="2" />
      )}
      {row.at === null ? null : (
        <circle
          cx={percent(row.at)}
          cy={middle}
          r="4.5"
          fill={row.mark === "old" ? "var(--surface)" : ink}
          stroke={ink}
          strokeWidth="1.5"
        />
      )}
    </svg>
  );
}

function Axis({ ticks }: Pick<ForestPanel, "ticks">) {
  return (
    <tr aria-hidden>
      <td />
      <td className="border-t border-line p-0">
        <svg aria-hidden="true" width="100%" height="16" className="block overflow-visible">
          {ticks.map(({ at, text }) => (
            <text key={text} x={percent(at)} y="12" fontSize="11" fill="var(--muted)" textAnchor="middle">
              {text}
            </text>
          ))}
        </svg>
      </td>
      <td />
    </tr>
  );
}

function Panel({ panel }: { panel: ForestPanel }) {
  return (
    <table className="w-full table-fixed border-collapse text-sm break-inside-avoid">
      <caption className="pb-1 text-left text-xs font-medium">{panel.title}</caption>
      <colgroup>
        <col className="w-44" />
        <col />
        <col className="w-68" />
      </colgroup>
      <thead className="sr-only">
        <tr>
          <th scope="col">Of</th>
          <th scope="col">Drawn</th>
          <th scope="col">Value with its interval</th>
        </tr>
      </thead>
      <tbody>
        {panel.rows.map((row) => (
          <tr key={row.key}>
            <th scope="row" className="break-words pr-3 text-left font-normal leading-tight">
              {row.label}
            </th>
            <td className="p-0">
              <RowMarks row={row} reference={panel.reference} />
            </td>
            <td className="pl-4 tabular-nums" style={{ color: INK[row.judgement] }}>
              {row.words}
              {row.judgement === "unjudged" ? "" : `, ${row.judgement}`}
            </td>
          </tr>
        ))}
        <Axis ticks={panel.ticks} />
      </tbody>
    </table>
  );
}

/** Levels, then changes against no change, each on an axis of its own; hollow is the old model. */
export function ForestFigure({ measures }: { measures: readonly MeasureGroup[] }) {
  const panels = layOutForest(measures);
  return (
    <figure className="grid gap-4">
      {panels.map((panel) => (
        <Panel key={panel.key} panel={panel} />
      ))}
      <figcaption className="text-xs text-muted">
        Dots are estimates and lines their intervals; hollow dots are the old model. The dashed line is no change. Only
        the change that the verdict speaks of is called better or worse, and only where the verdict says so.
      </figcaption>
    </figure>
  );
}
