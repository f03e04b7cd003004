import { formatCount } from "@/domain/format/number";
import { DifferenceText, DisagreementBar } from "../evaluation/difference-cells";
import { NumberText } from "../ui/number/number-text";
import type { ComparedExample } from "./use-compared-pages";

type ExampleRowProps = { index: number; row: ComparedExample | undefined; open: boolean; onOpen: () => void };

export function ExampleRow({ index, row, open, onOpen }: ExampleRowProps) {
  const cell = "h-9 px-2.5 text-right whitespace-nowrap";
  const value = (number: number | null | undefined) =>
    row ? <NumberText value={number ?? null} absent="undefined" /> : null;
  return (
    <tr
      aria-rowindex={index + 2}
      data-selected={open || undefined}
      className="relative border-line border-b hover:bg-raised data-[selected]:bg-accent-soft"
    >
      <td className="h-9 px-2.5">
        {row ? (
          <button type="button" onClick={onOpen} className="after:absolute after:inset-0 hover:text-accent">
            {formatCount(row.position + 1)}
            <span className="sr-only">: open what both wrote</span>
          </button>
        ) : (
          <span className="block h-4 w-10 animate-late rounded bg-sunken" />
        )}
      </td>
      <td className="px-2.5 text-muted text-xs">{row?.section ?? ""}</td>
      <td className={cell}>{value(row?.baseline)}</td>
      <td className={cell}>{value(row?.candidate)}</td>
      <td className={cell}>{row ? <DifferenceText value={row.difference} /> : null}</td>
      <td className={cell}>
        {row?.difference === null || row?.difference === undefined ? null : <DisagreementBar value={row.difference} />}
      </td>
    </tr>
  );
}
