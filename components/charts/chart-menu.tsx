"use client";

import { Download, EllipsisVertical, Table2 } from "lucide-react";
import type { RefObject } from "react";
import { Button } from "../ui/button";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu";
import { toast } from "../ui/toast";
import { saveFile, writePng, writeSvg } from "./export-chart";
import type { Picture } from "./series-picture";

type ChartMenuProps = {
  name: string;
  /** Around the drawn chart. */
  frame: RefObject<HTMLElement | null>;
  picture: Picture;
  csv: () => string;
  onTable: () => void;
};

/** Copies and saves what is drawn; the table is the same for those who do not see it. */
export function ChartMenu({ name, frame, picture, csv, onTable }: ChartMenuProps) {
  const drawn = (): SVGSVGElement => {
    const svg = frame.current?.querySelector<SVGSVGElement>("svg.recharts-surface, svg[data-picture]");
    if (!svg) throw new Error("The chart is not drawn yet.");
    return svg;
  };
  const run = (what: string, work: () => Promise<void> | void) => async () => {
    try {
      await work();
    } catch (error) {
      toast.error(`${what} did not work: ${error instanceof Error ? error.message : "the browser refused"}`);
    }
  };
  const copyText = (text: string) => navigator.clipboard.writeText(text);
  const copyPng = () => navigator.clipboard.write([new ClipboardItem({ "image/png": writePng(drawn(), picture) })]);
  return (
    <Menu
      trigger={(trigger) => (
        <Button {...trigger} variant="ghost" size="icon" aria-label={`Copy or save ${name}`}>
          <EllipsisVertical aria-hidden className="size-4" />
        </Button>
      )}
    >
      <MenuItem onSelect={onTable}>
        <Table2 aria-hidden className="size-3.5" /> Show as table
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={run("Copying", () => copyText(csv()))}>Copy as CSV</MenuItem>
      <MenuItem onSelect={run("Copying", () => copyText(writeSvg(drawn(), picture)))}>Copy as SVG</MenuItem>
      <MenuItem onSelect={run("Copying", copyPng)}>Copy as PNG</MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={run("Saving", () => saveFile(csv(), "text/csv", `${name}.csv`))}>
        <Download aria-hidden className="size-3.5" /> Save CSV
      </MenuItem>
      <MenuItem onSelect={run("Saving", () => saveFile(writeSvg(drawn(), picture), "image/svg+xml", `${name}.svg`))}>
        <Download aria-hidden className="size-3.5" /> Save SVG
      </MenuItem>
      <MenuItem
        onSelect={run("Saving", async () => saveFile(await writePng(drawn(), picture), "image/png", `${name}.png`))}
      >
        <Download aria-hidden className="size-3.5" /> Save PNG
      </MenuItem>
    </Menu>
  );
}
