import type { FilePreview, FileReading } from "@/domain/datasets/file-preview";
import { formatCount } from "@/domain/format/number";
import { Badge } from "../../ui/badge";
import { Card, CardHeader } from "../../ui/card";
import { fieldWord } from "./field-word";

/** The first rows as they would be stored. */
export function PreviewRows({ preview, reading }: { preview: FilePreview; reading: FileReading }) {
  const words = { source: fieldWord(preview.type, "source"), reference: fieldWord(preview.type, "reference") };
  return (
    <Card>
      <CardHeader title={`The first ${reading.shown.length} rows`} remark={`of ${formatCount(reading.rows)}`} />
      <ol className="divide-y divide-line">
        {reading.shown.map((row) => (
          <li key={row.row} className="grid gap-x-6 gap-y-1.5 py-3 md:grid-cols-2">
            <div className="flex items-center gap-2 text-xs text-muted md:col-span-2">
              <span>row {formatCount(row.row)}</span>
              <code>{row.id}</code>
              <Badge>{row.split}</Badge>
              {row.section ? <Badge>{row.section}</Badge> : null}
              <span className="truncate">group {row.group}</span>
            </div>
            <p className="line-clamp-6 whitespace-pre-line text-sm">
              <span className="sr-only">{words.source}: </span>
              {row.source}
            </p>
            {row.reference === null ? (
              <p className="text-sm text-muted italic">no {words.reference.toLowerCase()}</p>
            ) : (
              <p className="line-clamp-6 whitespace-pre-line text-sm">
                <span className="sr-only">{words.reference}: </span>
                {row.reference}
              </p>
            )}
            {row.pair ? <PairLine pair={row.pair} /> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}

type PairOfRow = NonNullable<FileReading["shown"][number]["pair"]>;

const said = (label: 0 | 1) => (label === 1 ? "hallucinated" : "factual");

function PairLine({ pair: { rejected, hChosen, hRejected } }: { pair: PairOfRow }) {
  if (rejected === null) return <p className="text-sm text-muted">{hChosen === 0 ? "wanted" : "not wanted"}</p>;
  return (
    <div className="text-sm md:col-start-2">
      <p className="text-xs text-muted">
        chosen {said(hChosen)}, rejected {hRejected === null ? "" : said(hRejected)}
      </p>
      <p className="line-clamp-6 whitespace-pre-line">
        <span className="text-muted">Rejected: </span>
        {rejected}
      </p>
    </div>
  );
}
