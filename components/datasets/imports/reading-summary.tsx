import { SPLITS } from "@/domain/datasets/dataset-types";
import type { FilePreview, FileReading } from "@/domain/datasets/file-preview";
import type { ImportOptions } from "@/domain/datasets/import-options";
import { formatCount, formatCounted } from "@/domain/format/number";
import { Button } from "../../ui/button";
import { Card, CardHeader } from "../../ui/card";
import { CountText } from "../../ui/number/count-text";
import { PercentText } from "../../ui/number/percent-text";
import { ScrollRegion } from "../../ui/scroll-region";

type ReadingSummaryProps = {
  preview: FilePreview;
  reading: FileReading;
  busy: boolean;
  onChange: (changes: ImportOptions) => void;
};

/** How many rows would be stored and in which splits, and every other row with its place and its reason. */
export function ReadingSummary({ preview, reading, busy, onChange }: ReadingSummaryProps) {
  const { rows, rowsRead, splits, groups, problems, problemCounts, warnings } = reading;
  const left = rowsRead - rows;
  return (
    <Card>
      <CardHeader
        title={`${formatCounted(rows, "row")} of ${formatCount(rowsRead)} would be stored`}
        remark={`in ${formatCounted(groups, "group")}, none of them in two splits`}
      />
      <dl className="flex flex-wrap gap-x-8 gap-y-2 text-sm">
        {SPLITS.filter((split) => splits[split] !== undefined).map((split) => (
          <div key={split} className="flex items-baseline gap-2">
            <dt className="text-muted">{split}</dt>
            <dd className="font-medium">
              <CountText value={splits[split] ?? 0} />
            </dd>
            <dd className="text-xs text-muted">
              <PercentText fraction={(splits[split] ?? 0) / rows} />
            </dd>
          </div>
        ))}
      </dl>
      {warnings?.map((warning) => (
        <p key={warning} className="mt-3 text-sm text-undecided">
          {warning}
        </p>
      ))}
      {preview.suggestedEncoding ? (
        <p className="mt-3 flex flex-wrap items-center gap-2 text-sm text-undecided">
          Some rows are not {preview.encoding}.
          <Button size="sm" disabled={busy} onClick={() => onChange({ encoding: "windows-1252" })}>
            Read the file as {preview.suggestedEncoding}
          </Button>
        </p>
      ) : null}
      {left > 0 ? (
        <div className="mt-4 border-line border-t pt-3 text-sm">
          <h3 className="mb-1.5 font-medium text-undecided">{formatCounted(left, "row")} would be left out</h3>
          <ul className="mb-2 flex flex-wrap gap-x-5 gap-y-1 text-muted">
            {problemCounts.map(({ reason, rows: count }) => (
              <li key={reason}>
                <span className="text-ink">{formatCount(count)}</span> {reason}
              </li>
            ))}
          </ul>
          <ScrollRegion aria-label="Rows left out" className="max-h-48 overflow-auto rounded-md border border-line">
            <table className="w-full text-xs">
              <thead className="sticky top-0 bg-raised text-left text-muted">
                <tr>
                  <th scope="col" className="px-2.5 py-1.5 font-medium">
                    Row
                  </th>
                  <th scope="col" className="px-2.5 py-1.5 font-medium">
                    Line
                  </th>
                  <th scope="col" className="px-2.5 py-1.5 font-medium">
                    Why
                  </th>
                </tr>
              </thead>
              <tbody>
                {problems.map(({ row, line, reason }) => (
                  <tr key={`${row} ${reason}`} className="border-line border-t">
                    <td className="px-2.5 py-1">{formatCount(row)}</td>
                    <td className="px-2.5 py-1 text-muted">{line === null ? "" : formatCount(line)}</td>
                    <td className="px-2.5 py-1">{reason}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
          {problems.length < left ? (
            <p className="mt-1 text-xs text-muted">
              {formatCount(problems.length)} of {formatCount(left)} shown
            </p>
          ) : null}
        </div>
      ) : null}
    </Card>
  );
}
