"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { formatCount } from "@/domain/format/number";
import type { DraftEdit } from "@/domain/pairs/draft-edit";
import { FailureNote } from "../campaigns/failure-note";
import { DiffedText } from "../evaluation/diffed-text";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { Badge } from "../ui/badge";
import { Dialog } from "../ui/dialog";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { PairEditor } from "./pair-editor";
import { PairFoot } from "./pair-foot";
import { PairProvenanceList } from "./pair-provenance-list";
import { PairTrail } from "./pair-trail";
import { labelWord, ORIGIN_LABELS } from "./pair-words";
import { usePairKeys } from "./use-pair-keys";

type PairDialogProps = {
  set: string;
  pair: string;
  editable: boolean;
  /** To the pair after or before it in the list; null at its ends. */
  onMove: { next: (() => void) | null; before: (() => void) | null };
  onClose: () => void;
};

/** One pair whole: both answers with their difference, the prompt beside, where it comes from, what was changed. */
export function PairDialog({ set, pair, editable, onMove, onClose }: PairDialogProps) {
  const { project } = useProject();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [editing, setEditing] = useState(false);
  const { data, error, refetch, isPlaceholderData } = useQuery(
    trpc.pairs.draft.queryOptions({ project: project.slug, set, pair }, { placeholderData: keepPreviousData }),
  );
  const change = useMutation(
    trpc.pairs.change.mutationOptions({
      onSuccess: () => {
        setEditing(false);
        return queryClient.invalidateQueries({ queryKey: trpc.pairs.pathKey() });
      },
    }),
  );
  const save = (edit: DraftEdit) => {
    if (data) change.mutate({ project: project.slug, set, pair, version: data.version, edit });
  };
  const mayEdit = editable && data !== undefined && !data.erased && !isPlaceholderData;
  const left = data?.excludedReason ?? null;
  usePairKeys(editing ? { next: null, before: null } : onMove);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={data ? `Pair ${formatCount(data.position + 1)}` : "Pair"}
      className="top-[4vh]! max-h-[92vh]! w-[min(1280px,96vw)]!"
      footer={
        editing ? undefined : (
          <PairFoot
            key={pair}
            left={left}
            busy={change.isPending}
            onEdit={mayEdit ? () => setEditing(true) : null}
            onLeaveOut={(reason) => save({ kind: "exclude", reason })}
            onTakeIn={() => save({ kind: "include", reason: "" })}
            onMove={onMove}
          />
        )
      }
    >
      {error ? <ErrorState what="This pair" error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <SkeletonLines lines={10} label="Loading the pair" /> : null}
      <FailureNote error={change.error} />
      {data ? (
        <div className="grid gap-5">
          <div className="flex flex-wrap items-center gap-2 text-xs text-muted">
            <Badge>{data.split}</Badge>
            {data.section ? <Badge>{data.section}</Badge> : null}
            <span>{ORIGIN_LABELS[data.origin].label}</span>
            <span>group {data.group}</span>
            {data.flipped ? <span>turned: what was preferred is hallucinated</span> : null}
            {left !== null ? <span className="text-undecided">left out: {left}</span> : null}
          </div>
          {data.erased ? (
            <p className="text-muted italic">Its text was erased. Hashes and numbers stay.</p>
          ) : editing ? (
            <PairEditor
              draft={data}
              busy={change.isPending}
              onSave={(edit) => save(edit)}
              onCancel={() => setEditing(false)}
            />
          ) : (
            <div className="grid gap-6 lg:grid-cols-3">
              <section className="lg:max-h-[46vh] lg:overflow-auto">
                <h3 className="mb-1 text-xs font-medium text-muted">Prompt</h3>
                <p className="whitespace-pre-wrap text-base">{data.prompt}</p>
              </section>
              <section>
                <h3 className="mb-1 text-xs font-medium text-muted">Chosen, {labelWord(data.hChosen)}</h3>
                <div className="text-base">
                  <DiffedText reference={data.rejected} text={data.chosen} />
                </div>
              </section>
              <section>
                <h3 className="mb-1 text-xs font-medium text-muted">Rejected, {labelWord(data.hRejected)}</h3>
                <p className="whitespace-pre-wrap text-base">{data.rejected}</p>
              </section>
            </div>
          )}
          <PairProvenanceList draft={data} />
          <PairTrail
            trail={data.trail}
            editable={mayEdit}
            busy={change.isPending}
            onUndo={(id) => save({ kind: "undo", change: id })}
          />
        </div>
      ) : null}
    </Dialog>
  );
}
