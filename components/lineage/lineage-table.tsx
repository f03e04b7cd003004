import { useState } from "react";
import { formatCount } from "@/domain/format/number";
import { SortHead } from "../compare/sort-head";
import { ScrollRegion } from "../ui/scroll-region";
import { Cell, Row, Table } from "../ui/table";
import { type LineageRow, type RowSort, sortRows } from "./table-rows";

const HEADS: readonly { sort: RowSort; label: string; numeric: boolean }[] = [
  { sort: "steps", label: "Steps away", numeric: true },
  { sort: "kind", label: "What", numeric: false },
  { sort: "name", label: "Name", numeric: false },
  { sort: "count", label: "How many", numeric: true },
  { sort: "from", label: "Comes from", numeric: false },
  { sort: "to", label: "Leads to", numeric: false },
];

type LineageTableProps = { rows: readonly LineageRow[]; chosen: string; onChoose: (group: string) => void };

const tellSteps = (steps: number | null): string => {
  if (steps === null) return "beside";
  if (steps === 0) return "here";
  return `${formatCount(Math.abs(steps))} ${steps < 0 ? "before" : "after"}`;
};

/** The same boxes as in the picture; a name opens its box beside. */
export function LineageTable({ rows, chosen, onChoose }: LineageTableProps) {
  const [{ sort, direction }, setOrder] = useState<{ sort: RowSort; direction: "asc" | "desc" }>({
    ...{ sort: "steps", direction: "asc" },
  });
  const turn = (wanted: RowSort) =>
    setOrder({ sort: wanted, direction: wanted === sort && direction === "asc" ? "desc" : "asc" });
  return (
    <ScrollRegion aria-label="Table" className="overflow-x-auto">
      <Table aria-label="Lineage" className="min-w-[720px]">
        <thead>
          <tr>
            {HEADS.map((head) => (
              <SortHead
                key={head.sort}
                label={head.label}
                numeric={head.numeric}
                direction={head.sort === sort ? direction : null}
                onSort={() => turn(head.sort)}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {sortRows(rows, sort, direction).map((row) => (
            <Row key={row.id} selected={row.id === chosen} className="align-top hover:bg-raised">
              <Cell numeric className="text-muted">
                {tellSteps(row.steps)}
              </Cell>
              <Cell className="whitespace-nowrap text-muted">{row.kind}</Cell>
              <Cell className="min-w-44">
                <button
                  type="button"
                  aria-pressed={row.id === chosen}
                  onClick={() => onChoose(row.id)}
                  className="text-left font-medium text-accent hover:underline"
                >
                  {row.name}
                </button>
                {row.detail === "" ? null : <span className="block text-xs text-muted">{row.detail}</span>}
              </Cell>
              <Cell numeric>{formatCount(row.count)}</Cell>
              <Cell className="text-xs text-muted">{row.from}</Cell>
              <Cell className="text-xs text-muted">{row.to}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </ScrollRegion>
  );
}
