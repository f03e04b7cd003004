"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { formatCount, formatCounted } from "@/domain/format/number";
import { pairSetAllows } from "@/domain/pairs/pair-set-rules";
import { FailureNote } from "../campaigns/failure-note";
import { useCrumb } from "../layout/breadcrumb";
import { pageAddress } from "../layout/pages";
import { useMayDo, useProject } from "../layout/project-context";
import { type RouterOutputs, useTRPC } from "../layout/trpc";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { ErrorState } from "../ui/error-state";
import { SkeletonLines } from "../ui/skeleton";
import { BalanceCard } from "./balance-card";
import { ExclusionsCard } from "./exclusions-card";
import { FileButton } from "./file-button";
import { PairRows } from "./pair-rows";
import { pairsAddress } from "./pair-words";

/** A set of pairs: what it holds, its rows, and the way into a version. */
export function PairSetView({ set }: { set: string }) {
  const { project } = useProject();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.pairs.byId.queryOptions({ project: project.slug, set }));
  useCrumb(data?.name ?? "Pairs");
  if (error && !data) return <ErrorState what="This set of pairs" error={error} onRetry={() => void refetch()} />;
  if (!data) {
    return (
      <div className="p-5">
        <SkeletonLines lines={10} label="Loading the set of pairs" />
      </div>
    );
  }
  const { balance, excluded } = data;
  return (
    <div className="flex flex-col gap-4 p-4">
      <Head data={data} />
      <div className="grid gap-5 xl:grid-cols-[minmax(0,1fr)_390px]">
        <PairRows set={set} count={balance.pairs + excluded} editable={pairSetAllows(data.state, "edit")} />
        <aside className="grid content-start gap-4">
          <BalanceCard balance={balance} warnings={[]} />
          <ExclusionsCard exclusions={data.exclusions} />
        </aside>
      </div>
    </div>
  );
}

function Head({ data }: { data: RouterOutputs["pairs"]["byId"] }) {
  const { project } = useProject();
  const mayWrite = useMayDo("datasets.write");
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [discarding, setDiscarding] = useState(false);
  const renew = () => queryClient.invalidateQueries({ queryKey: trpc.pairs.pathKey() });
  const freeze = useMutation(trpc.pairs.freeze.mutationOptions({ onSuccess: renew }));
  const discard = useMutation(
    trpc.pairs.discard.mutationOptions({
      onSuccess: () => {
        void renew();
        router.push(pairsAddress(project.slug));
      },
    }),
  );
  const { id, name, state, balance, excluded, edited, assessments, datasetId, datasetVersionId } = data;
  return (
    <header className="grid gap-2">
      <div className="flex flex-wrap items-center gap-3">
        <h1>{name}</h1>
        <Badge>{state}</Badge>
        <Link href={pairsAddress(project.slug)} className="text-xs text-muted hover:underline">
          All pairs
        </Link>
        <span className="ml-auto flex gap-2">
          {state === "frozen" && datasetId && datasetVersionId ? (
            <>
              <FileButton version={datasetVersionId} file="card" label="Data card" />
              <FileButton version={datasetVersionId} file="paired" label="Export for TRL" />
              <ButtonLink href={pageAddress(project.slug, `/datasets/${datasetId}`)} variant="primary">
                Open the dataset
              </ButtonLink>
            </>
          ) : null}
          {mayWrite && pairSetAllows(state, "freeze") ? (
            <>
              <Button onClick={() => setDiscarding(true)}>Discard draft</Button>
              <Button
                variant="primary"
                disabled={freeze.isPending || balance.pairs === 0}
                onClick={() => freeze.mutate({ project: project.slug, set: id })}
              >
                {freeze.isPending ? "Freezing…" : `Freeze ${formatCounted(balance.pairs, "pair")} into a version`}
              </Button>
            </>
          ) : null}
        </span>
      </div>
      <p className="text-sm text-muted">
        Rests on {formatCounted(assessments, "assessment")}. {formatCount(excluded)} left out by hand,{" "}
        {formatCount(edited)} edited.
        {state === "frozen" ? " It is frozen: make a new set of its version to go on." : ""}
      </p>
      {data.warnings.map((warning) => (
        <p key={warning} className="max-w-prose rounded-md bg-undecided-soft px-3 py-2 text-sm text-undecided">
          {warning}
        </p>
      ))}
      <FailureNote error={freeze.error} />
      {discarding ? (
        <ConfirmDialog
          title={`Discard ${name}?`}
          action="Discard draft"
          busy={discard.isPending}
          error={discard.error}
          onConfirm={() => discard.mutate({ project: project.slug, set: id })}
          onClose={() => setDiscarding(false)}
        >
          <p>
            Its {formatCounted(balance.pairs + excluded, "pair")} and what was edited in them are gone. Labels stay, and
            the trail keeps that it was there.
          </p>
        </ConfirmDialog>
      ) : null}
    </header>
  );
}
