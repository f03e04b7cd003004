"use client";

import { useRef } from "react";
import { useKeys } from "../layout/keys";
import { Button } from "../ui/button";

export const ACCEPTED = ".csv,.tsv,.txt,.jsonl,.ndjson,.json,.parquet";

type ImportButtonProps = { disabled: boolean; onFile: (file: File) => void };

export function ImportButton({ disabled, onFile }: ImportButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  const choose = () => input.current?.click();
  useKeys("Datasets", [{ keys: "i", label: "Import a file", run: () => !disabled && choose() }]);
  return (
    <>
      <Button variant="primary" hint="I" disabled={disabled} onClick={choose}>
        Import a file
      </Button>
      <input
        ref={input}
        type="file"
        accept={ACCEPTED}
        aria-label="File to import"
        className="sr-only"
        tabIndex={-1}
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = "";
          if (file) onFile(file);
        }}
      />
    </>
  );
}
