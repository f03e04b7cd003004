"use client";

import { useQuery } from "@tanstack/react-query";
import { useId, useRef, useState } from "react";
import type { SweepFile } from "@/domain/runs/sweep-file-answer";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { describeError } from "../ui/describe-error";
import { Dialog } from "../ui/dialog";
import { SkeletonLines } from "../ui/skeleton";
import { Textarea } from "../ui/textarea";
import type { LaunchDraft } from "./launch-draft";
import { draftFromFile } from "./sweep-file-draft";
import { SweepFileReading } from "./sweep-file-reading";
import { useSettled } from "./use-settled";

type SweepFileDialogProps = { draft: LaunchDraft; onFill: (draft: LaunchDraft) => void; onClose: () => void };

/** AIXpert's file into the form: read as it is typed or chosen, every problem by line and field. */
export function SweepFileDialog({ draft, onFill, onClose }: SweepFileDialogProps) {
  const { project } = useProject();
  const trpc = useTRPC();
  const [text, setText] = useState("");
  const area = useRef<HTMLTextAreaElement>(null);
  const [fileId, textId] = [useId(), useId()];
  const settled = useSettled(text, 400);
  const reading = useQuery(
    trpc.sweeps.readFile.queryOptions(
      { project: project.slug, text: settled },
      // The text may hold what nobody should keep.
      { enabled: settled.trim() !== "", gcTime: 0, retry: false, meta: { changesByEvents: false } },
    ),
  );
  const goTo = (line: number) => {
    const start =
      text
        .split("\n")
        .slice(0, line - 1)
        .join("\n").length + (line > 1 ? 1 : 0);
    const end = text.indexOf("\n", start);
    area.current?.focus();
    area.current?.setSelectionRange(start, end < 0 ? text.length : end);
  };
  const fill = (file: SweepFile, sweep: SweepFile["sweeps"][number]) => {
    onFill(draftFromFile(draft, file, sweep));
    onClose();
  };
  const waiting = text !== settled || reading.isFetching;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Import config.yaml"
      description="As AIXpert's Factual-DPO training reads it: models, original_dpo, modified_dpo. Its text is read and not kept; a token in it is refused."
      className="w-[min(860px,94vw)]"
    >
      <label htmlFor={fileId} className="mb-1 block">
        File
      </label>
      <input
        id={fileId}
        type="file"
        accept=".yaml,.yml"
        className="mb-3 block text-sm file:mr-3 file:rounded-md file:border file:border-line file:bg-surface file:px-2.5 file:py-1.5 file:text-ink"
        onChange={({ target }) => {
          void target.files?.[0]?.text().then(setText);
          target.value = "";
        }}
      />
      <label htmlFor={textId} className="mb-1 block">
        Or its text
      </label>
      <Textarea
        ref={area}
        id={textId}
        value={text}
        rows={12}
        spellCheck={false}
        className="font-mono text-xs leading-relaxed"
        onChange={({ target }) => setText(target.value)}
      />
      <div className="mt-3" aria-busy={waiting}>
        {text.trim() === "" ? null : reading.error && !waiting ? (
          <p role="alert" className="text-bad">
            {describeError(reading.error).sentence}
          </p>
        ) : reading.data && !waiting ? (
          <SweepFileReading file={reading.data} project={project.slug} onGoTo={goTo} onFill={fill} />
        ) : (
          <SkeletonLines lines={3} label="Reading the file" />
        )}
      </div>
    </Dialog>
  );
}
