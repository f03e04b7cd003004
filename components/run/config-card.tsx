"use client";

import type { StageSchema } from "@/domain/runs/stage-schema";
import { Card, CardHeader } from "../ui/card";
import { classNames } from "../ui/class-names";
import { type ConfigRow, configRows } from "./config-rows";
import type { RunDetail } from "./run-data";

/** Changes bold and first, defaults dimmed. */
export function ConfigCard({ run, schema }: { run: RunDetail; schema: StageSchema | null }) {
  // A program of somebody's own has settings of its own, whatever stage it says that it is.
  const own = run.executor === "client";
  const rows = configRows(run.givenConfig, run.resolvedConfig, own ? null : schema);
  const changed = rows.filter((row) => row.from !== "default");
  const defaults = rows.filter((row) => row.from === "default");
  return (
    <Card>
      <CardHeader
        title="Configuration"
        remark={
          own
            ? "as the program gave it"
            : run.resolvedConfig
              ? `${changed.length} of ${rows.length} differ from the defaults`
              : "as given; not resolved yet"
        }
      />
      {rows.length === 0 ? <p className="text-sm text-muted">This stage takes no settings.</p> : null}
      <ConfigList rows={changed} />
      {defaults.length > 0 ? (
        <details className="mt-1" open={changed.length < 6}>
          <summary className="py-1 text-xs text-muted">{defaults.length} defaults</summary>
          <ConfigList rows={defaults} />
        </details>
      ) : null}
    </Card>
  );
}

function ConfigList({ rows }: { rows: readonly ConfigRow[] }) {
  return (
    <dl>
      {rows.map((row) => (
        <div
          key={row.key}
          title={[row.key, row.description].filter(Boolean).join(": ")}
          className="flex items-baseline gap-3 border-line border-b py-1 text-sm last:border-b-0"
        >
          <dt className={classNames("shrink-0", row.from === "default" && "text-muted")}>{row.title}</dt>
          <dd
            className={classNames(
              "ml-auto min-w-0 break-words text-right font-mono text-xs",
              row.from === "given" && "font-bold",
              row.from === "default" && "text-muted",
            )}
          >
            {row.value}
            {row.unit && row.value !== "none" && !row.title.toLowerCase().includes(row.unit) ? (
              <span className="font-sans font-normal text-muted"> {row.unit}</span>
            ) : null}
            {row.given ? <span className="font-normal text-muted"> from {row.given}</span> : null}
            {row.instead && row.instead !== row.given ? (
              <span className="font-normal text-muted"> default {row.instead}</span>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}
