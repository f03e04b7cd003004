"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { formatCount } from "@/domain/format/number";
import { useKeys } from "../layout/keys";
import { useMayDo, useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { ComesFrom } from "../lineage/comes-from";
import { PairBesideRow } from "../pairs/pair-beside-row";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { ErrorState } from "../ui/error-state";
import { loadPart } from "../ui/load-part";
import { RelativeTime } from "../ui/number/relative-time";
import { DialogFailure } from "../ui/part-failure";
import { SkeletonLines } from "../ui/skeleton";

const EraseDialog = lazy(async () => ({
  default: await loadPart(() => import("../erasures/erase-dialog").then((module) => module.EraseDialog), DialogFailure),
}));

type RowDialogProps = {
  version: string;
  /** Its rows have another answer, or a label, beside them. */
  pairs: boolean;
  position: number;
  last: number;
  onMove: (position: number) => void;
  onClose: () => void;
};

/** One row whole, with what its file said beside. */
export function RowDialog({ version, pairs, position, last, onMove, onClose }: RowDialogProps) {
  const { project } = useProject();
  const administers = useMayDo("project.admin");
  const [erasing, setErasing] = useState(false);
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(
    trpc.datasets.versions.row.queryOptions(
      { project: project.slug, version, position },
      { placeholderData: keepPreviousData, staleTime: Number.POSITIVE_INFINITY },
    ),
  );
  const move = (by: number) => {
    const next = position + by;
    if (next >= 0 && next <= last) onMove(next);
  };
  useKeys("Row", [
    { keys: "j", label: "Next row", run: () => move(1) },
    { keys: "k", label: "Row before", run: () => move(-1) },
  ]);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Row ${formatCount(position + 1)}`}
      className="top-[6vh] max-h-[88vh] w-[min(1080px,94vw)]"
      footer={
        <>
          {administers && data && !data.erasedAt ? (
            <Button variant="danger" className="mr-auto" onClick={() => setErasing(true)}>
              Erase {data.group}…
            </Button>
          ) : null}
          <Button disabled={position === 0} onClick={() => move(-1)}>
            Row before
          </Button>
          <Button disabled={position === last} onClick={() => move(1)}>
            Next row
          </Button>
        </>
      }
    >
      {error ? <ErrorState what="This row" error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <div className="grid gap-4">
          <div className="flex flex-wrap items-center gap-2 text-xs text-muted">
            <Badge>{data.split}</Badge>
            {data.section ? <Badge>{data.section}</Badge> : null}
            {data.key ? <code>{data.key}</code> : null}
            <span>group {data.group}</span>
            <ComesFrom subject={{ of: "note", id: data.id }} what="this row">
              Where it comes from
            </ComesFrom>
          </div>
          {data.erasedAt ? (
            <p className="text-muted italic">
              Erased <RelativeTime time={data.erasedAt} />. Hashes and numbers stay.
            </p>
          ) : (
            <div className="grid gap-6 md:grid-cols-2">
              <WholeText title={pairs ? "Prompt" : "Source"} text={data.source} characters={data.sourceCharacters} />
              <WholeText
                title={pairs ? "Chosen" : "Reference"}
                text={data.reference}
                characters={data.referenceCharacters}
              />
            </div>
          )}
          {pairs && !data.erasedAt ? <PairBesideRow example={data.id} /> : null}
          {Object.keys(data.metadata).length > 0 ? (
            <details className="text-xs">
              <summary className="text-muted">What the file says beside</summary>
              <pre className="mt-1.5 max-h-60 overflow-auto whitespace-pre-wrap rounded-md bg-sunken p-2.5">
                {JSON.stringify(data.metadata, null, 2)}
              </pre>
            </details>
          ) : null}
        </div>
      ) : error ? null : (
        <SkeletonLines lines={8} label="Loading the row" />
      )}
      <Suspense fallback={null}>
        {erasing && data ? <EraseDialog example={data.id} onOpenChange={setErasing} /> : null}
      </Suspense>
    </Dialog>
  );
}

type WholeTextProps = { title: string; text: string | null; characters: number | null };

function WholeText({ title, text, characters }: WholeTextProps) {
  return (
    <section>
      <h3 className="mb-1 text-xs font-medium text-muted">{title}</h3>
      {text === null ? (
        <p className="text-muted italic">none</p>
      ) : (
        <p className="whitespace-pre-line text-base">{text}</p>
      )}
      {text !== null && characters !== null && characters > text.length ? (
        <p className="mt-1 text-xs text-undecided">
          {formatCount(text.length)} of {formatCount(characters)} characters shown
        </p>
      ) : null}
    </section>
  );
}
