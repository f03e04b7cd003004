"use client";

import type { FilePreview } from "@/domain/datasets/file-preview";
import type { ImportOptions } from "@/domain/datasets/import-options";
import type { Statement } from "@/domain/datasets/statement";
import { DuplicatesCard } from "../duplicates-card";
import { FindingsCard } from "../findings-card";
import { LengthsCard } from "../lengths-card";
import { ColumnMapping } from "./column-mapping";
import { ConfirmForm } from "./confirm-form";
import { PreviewRows } from "./preview-rows";
import { ReadingChoices } from "./reading-choices";
import { ReadingSummary } from "./reading-summary";
import type { Import } from "./use-import";

type ImportPreviewProps = {
  found: Import;
  preview: FilePreview;
  busy: boolean;
  onExamine: (options: ImportOptions) => void;
  onStore: (name: string, statement: Statement) => void;
};

/** What would be stored, and the choices that change it. Every choice reads the file again. */
export function ImportPreview({ found, preview, busy, onExamine, onStore }: ImportPreviewProps) {
  const change = (changes: ImportOptions) => onExamine({ ...found.options, ...changes });
  const { reading } = preview;
  return (
    <div aria-busy={busy} className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_320px]">
      <div className="grid min-w-0 content-start gap-5">
        <ReadingChoices options={found.options} preview={preview} busy={busy} onChange={change} />
        <ColumnMapping preview={preview} busy={busy} onChange={(columns) => change({ columns })} />
        {reading ? (
          <>
            <ReadingSummary preview={preview} reading={reading} busy={busy} onChange={change} />
            <FindingsCard findings={reading.facts.findings} shown={reading.shown} rows={reading.rows} />
            <DuplicatesCard duplicates={reading.facts.duplicates} rows={reading.rows} />
            <LengthsCard lengths={reading.facts.lengths} rows={reading.rows} />
            <PreviewRows preview={preview} reading={reading} />
          </>
        ) : null}
      </div>
      <ConfirmForm found={found} preview={preview} busy={busy} onStore={onStore} />
    </div>
  );
}
