"use client";

import { type DragEvent, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { classNames } from "../../ui/class-names";

type LabelsDropProps = { fileName: string | null; onFile: (file: File) => void };

/** A file by dropping it, or by choosing it. */
export function LabelsDrop({ fileName, onFile }: LabelsDropProps) {
  const id = useId();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  // A file that was chosen before the page came to life told nobody.
  const takeEarly = useEffectEvent(() => {
    const [file] = input.current?.files ?? [];
    if (file) onFile(file);
  });
  useEffect(() => takeEarly(), []);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) onFile(file);
  };
  return (
    <label
      htmlFor={id}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={classNames(
        "grid cursor-pointer gap-2 rounded-md border border-dashed p-5 text-sm has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-focus",
        over ? "border-accent bg-accent-soft" : "border-line-strong hover:bg-raised",
      )}
    >
      <span className="font-medium">{fileName ?? "Drop a file of labels here, or choose one"}</span>
      <span className="text-xs text-muted">
        CSV with a header or JSONL, with one row a label or one column a reader; or the JSON that Label Studio exports.
      </span>
      <input
        ref={input}
        id={id}
        type="file"
        accept=".csv,.tsv,.jsonl,.ndjson,.json"
        className="text-sm file:mr-3 file:rounded-md file:border file:border-line file:bg-surface file:px-2.5 file:py-1.5 file:text-ink"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) onFile(file);
          target.value = "";
        }}
      />
    </label>
  );
}
