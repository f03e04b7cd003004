"use client";

import { Download, Link2, Printer } from "lucide-react";
import { writeComparisonCsv } from "@/domain/comparison/write-csv";
import { writeComparisonMarkdown } from "@/domain/comparison/write-markdown";
import { saveFile } from "../charts/export-chart";
import { useKeys } from "../layout/keys";
import { Button } from "../ui/button";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu";
import { toast } from "../ui/toast";
import type { Report } from "./use-comparison";

async function copy(text: string, what: string) {
  try {
    await navigator.clipboard.writeText(text);
    toast.success(`${what} copied.`);
  } catch {
    toast.error("The browser did not let Assay copy. Select the text by hand.");
  }
}

/** The same estimates as on the screen, for other people and programs. */
export function ExportMenu({ report }: { report: Report }) {
  const name = `compare-${report.arms
    .map((arm) => arm.name)
    .slice(0, 2)
    .join("-against-")}`;
  const copyLink = () => void copy(window.location.href, "Link");
  useKeys("Compare", [{ keys: "y", label: "Copy a link to this comparison", run: copyLink }]);
  return (
    <div className="ml-auto flex shrink-0 gap-2 print:hidden">
      <Button hint="Y" onClick={copyLink}>
        <Link2 aria-hidden className="size-3.5" /> Copy link
      </Button>
      <Menu
        trigger={(trigger) => (
          <Button {...trigger}>
            <Download aria-hidden className="size-3.5" /> Export
          </Button>
        )}
      >
        <MenuItem onSelect={() => void copy(writeComparisonMarkdown(report, window.location.href), "Markdown")}>
          Copy as Markdown
        </MenuItem>
        <MenuSeparator />
        <MenuItem onSelect={() => saveFile(writeComparisonCsv(report), "text/csv", `${name}.csv`)}>Save CSV</MenuItem>
        <MenuItem onSelect={() => saveFile(`${JSON.stringify(report, null, 2)}\n`, "application/json", `${name}.json`)}>
          Save JSON
        </MenuItem>
        <MenuSeparator />
        <MenuItem onSelect={() => window.print()}>
          <Printer aria-hidden className="size-3.5" /> Print
        </MenuItem>
      </Menu>
    </div>
  );
}
