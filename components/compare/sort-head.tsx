import { ArrowDown, ArrowUp } from "lucide-react";
import { HeadCell } from "../ui/table";

type SortHeadProps = { label: string; numeric: boolean; direction: "asc" | "desc" | null; onSort: () => void };

export function SortHead({ label, numeric, direction, onSort }: SortHeadProps) {
  const Arrow = direction === "asc" ? ArrowUp : ArrowDown;
  return (
    <HeadCell
      numeric={numeric}
      aria-sort={direction === null ? "none" : direction === "asc" ? "ascending" : "descending"}
    >
      <button type="button" onClick={onSort} className="inline-flex items-center gap-1 hover:text-ink">
        {label}
        <Arrow aria-hidden className={direction === null ? "size-3 opacity-0" : "size-3"} />
      </button>
    </HeadCell>
  );
}
