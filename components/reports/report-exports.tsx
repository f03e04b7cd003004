"use client";

import { Download } from "lucide-react";
import { useState } from "react";
import { useMayDo, useProject } from "../layout/project-context";
import { Button } from "../ui/button";
import { Menu, MenuItem, MenuSeparator } from "../ui/menu";
import { QuotesDialog } from "./quotes-dialog";
import { reportFileAddress } from "./report-address";
import type { FrozenReport } from "./use-report";

const FILES = [
  ["pdf", "PDF"],
  ["docx", "Word"],
  ["tex", "LaTeX"],
  ["csv", "All numbers as CSV"],
  ["json", "JSON, as it was frozen"],
] as const;

/** The same report as files; the pack holds them all. */
export function ReportExports({ report }: { report: FrozenReport }) {
  const { project } = useProject();
  const mayQuote = useMayDo("gates.sign");
  const [asking, setAsking] = useState(false);
  const save = (file: string) => window.location.assign(reportFileAddress(project.slug, report.id, file));
  return (
    <>
      <Menu
        trigger={(trigger) => (
          <Button {...trigger} variant="primary">
            <Download aria-hidden className="size-3.5" /> Export
          </Button>
        )}
      >
        <MenuItem onSelect={() => save("pack")}>Paper pack (zip)</MenuItem>
        {mayQuote && report.content.rounds.length > 0 ? (
          <MenuItem onSelect={() => setAsking(true)}>Paper pack with quoted texts …</MenuItem>
        ) : null}
        <MenuSeparator />
        {FILES.map(([file, words]) => (
          <MenuItem key={file} onSelect={() => save(file)}>
            {words}
          </MenuItem>
        ))}
      </Menu>
      {asking ? <QuotesDialog report={report} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
