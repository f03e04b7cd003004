"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { VersionFacts } from "@/domain/datasets/version-facts";
import { formatCount, formatCounted } from "@/domain/format/number";
import { Card, CardHeader } from "../ui/card";
import { loadPart } from "../ui/load-part";
import { NumberText } from "../ui/number/number-text";
import { Select } from "../ui/select";

const Histogram = dynamic(() => loadPart(() => import("../charts/histogram").then((module) => module.Histogram)), {
  ssr: false,
});
const HEIGHT = 190;
const SIDES = [
  { id: "source", label: "source", color: "var(--series-1)" },
  { id: "reference", label: "reference", color: "var(--series-5)" },
  { id: "rejected", label: "rejected", color: "var(--series-2)" },
];

/** How long the texts are; in tokens where a tokenizer lies on the server. */
export function LengthsCard({ lengths, rows }: { lengths: VersionFacts["lengths"]; rows: number }) {
  const [unit, setUnit] = useState(lengths.some((each) => each.unit === "tokens") ? "tokens" : "characters");
  const shown = lengths.find((each) => each.unit === unit) ?? lengths[0];
  if (!shown) return null;
  const sides = SIDES.filter(({ id }) => shown.counts[id] !== undefined);
  const bins = shown.edges.slice(0, -1).map((low, at) => ({
    low,
    high: shown.edges[at + 1] ?? low,
    counts: Object.fromEntries(sides.map(({ id }) => [id, shown.counts[id]?.[at] ?? 0])),
  }));
  const remark = [
    shown.tokenizer ? `tokens of ${shown.tokenizer}` : null,
    shown.examined < rows ? `${formatCount(shown.examined)} of ${formatCounted(rows, "row")}, spread evenly` : null,
  ];
  return (
    <Card>
      <CardHeader
        title="Lengths"
        remark={remark.filter(Boolean).join(", ") || undefined}
        actions={
          lengths.length > 1 ? (
            <Select
              label="Unit of length"
              value={unit}
              onChange={setUnit}
              options={lengths.map((each) => ({ value: each.unit, label: each.unit }))}
              className="w-32"
            />
          ) : null
        }
      />
      <Histogram height={HEIGHT} bins={bins} sides={sides} />
      <dl className="mt-2 grid gap-1 text-xs text-muted">
        {sides.map(({ id, label, color }) => (
          <div key={id} className="flex items-center gap-1.5">
            <span aria-hidden className="size-2.5 rounded-sm" style={{ background: color }} />
            <dt>{label}</dt>
            <dd>
              median <NumberText value={shown.median[id] ?? null} />, longest{" "}
              <NumberText value={shown.longest[id] ?? null} digits={6} /> {shown.unit}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
