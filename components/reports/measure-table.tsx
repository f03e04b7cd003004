import { numberOfMeasure } from "@/domain/reports/number-of-measure";
import type { MeasureGroup, ReportContent, ReportMeasure } from "@/domain/reports/report-content";
import { ComesFrom } from "../lineage/comes-from";
import { EstimateText } from "../ui/number/estimate-text";

const cell = "min-w-28 py-1.5 pr-4 text-left align-top font-normal tabular-nums";

type Part = "before" | "after" | "difference";
type CellProps = { content: ReportContent; group: MeasureGroup; row: ReportMeasure; part: Part };

function Value({ row, part }: Pick<CellProps, "row" | "part">) {
  const estimate = row[part];
  if (estimate === null) return <span className="text-muted">the difference alone is stored</span>;
  if (part !== "difference") return <EstimateText estimate={estimate} scale={row.scale} />;
  const scale = row.change === "points" ? "points" : "number";
  return <EstimateText estimate={estimate} scale={scale} difference={row.change !== "ratio"} />;
}

function MeasureCell({ content, group, row, part }: CellProps) {
  const subject = numberOfMeasure(content, row.key, part);
  const side = part === "difference" ? "change" : group.sides[part === "before" ? 0 : 1];
  return (
    <td className={cell} data-measure={`${row.key}.${part}`}>
      <Value row={row} part={part} />{" "}
      {subject ? <ComesFrom subject={subject} what={`${row.label}, ${side}, of ${group.short},`} /> : null}
    </td>
  );
}

/** The same numbers as in the plot, whole, each with a way to what it rests on. */
export function MeasureTable({ content, group }: { content: ReportContent; group: MeasureGroup }) {
  const tests = group.rows.filter(({ test }) => test !== null);
  return (
    <div className="overflow-x-auto print:overflow-visible">
      <table className="w-full min-w-160 text-sm print:min-w-0 print:text-xs">
        <caption className="pb-1 text-left font-medium">{group.title}</caption>
        <thead className="border-b border-line text-xs text-muted">
          <tr>
            {["Measure", ...group.sides, "Change"].map((head) => (
              <th key={head} scope="col" className={cell}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {group.rows.map((row) => (
            <tr key={row.key} className="border-b border-line last:border-0">
              <th scope="row" className={cell}>
                {row.label}
              </th>
              {(["before", "after", "difference"] as const).map((part) => (
                <MeasureCell key={part} content={content} group={group} row={row} part={part} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {tests.map(({ key, label, test }) => (
        <p key={key} className="mt-1 text-xs text-muted">
          {label}. {test}
        </p>
      ))}
      {group.remark ? <p className="mt-1 text-xs text-muted">{group.remark}</p> : null}
    </div>
  );
}
