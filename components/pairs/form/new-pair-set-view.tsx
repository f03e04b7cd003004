"use client";

import { keepPreviousData, skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { FailureNote } from "../../campaigns/failure-note";
import { Labelled } from "../../campaigns/form/labelled";
import { useCrumb } from "../../layout/breadcrumb";
import { useMayDo, useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { Button } from "../../ui/button";
import { Card, CardHeader } from "../../ui/card";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { Input } from "../../ui/input";
import { SkeletonLines } from "../../ui/skeleton";
import { BalanceCard } from "../balance-card";
import { ExclusionsCard } from "../exclusions-card";
import { pairsAddress } from "../pair-words";
import { KeepOutSection } from "./keep-out-section";
import { OriginSection } from "./origin-section";
import { EMPTY_RECIPE, missingChoices, type RecipeDraft, recipeOf } from "./recipe-draft";
import { RulesSection } from "./rules-section";

/** A recipe, with what it would make and leave out beside it; nothing is stored before the button. */
export function NewPairSetView() {
  const { project } = useProject();
  const mayWrite = useMayDo("datasets.write");
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<RecipeDraft>(EMPTY_RECIPE);
  useCrumb("New pairs");
  const choices = useQuery(trpc.pairs.choices.queryOptions({ project: project.slug }));
  const missing = missingChoices(draft);
  const plan = useQuery(
    trpc.pairs.plan.queryOptions(
      mayWrite && missing.length === 0 ? { project: project.slug, recipe: recipeOf(draft) } : skipToken,
      { placeholderData: keepPreviousData, retry: false, meta: { changesByEvents: false } },
    ),
  );
  const build = useMutation(
    trpc.pairs.build.mutationOptions({
      onSuccess: ({ id }) => {
        void queryClient.invalidateQueries({ queryKey: trpc.pairs.pathKey() });
        router.push(pairsAddress(project.slug, `/${id}`));
      },
    }),
  );
  if (!mayWrite) {
    return <EmptyState title="Making pairs is not for your role">An admin of the project can change it.</EmptyState>;
  }
  const change = (part: Partial<RecipeDraft>) => setDraft((before) => ({ ...before, ...part }));
  const waiting = build.isPending || build.isSuccess;
  const shown = missing.length === 0 ? plan.data : undefined;
  const ready = draft.name.trim() !== "" && shown !== undefined && shown.balance.pairs > 0;
  return (
    <div className="mx-auto grid w-full max-w-[1180px] gap-6 p-5 lg:grid-cols-[minmax(0,1fr)_400px]">
      <div className="min-w-0">
        <h1 className="mb-3">New pairs</h1>
        <div className="max-w-sm pb-5 text-sm">
          <Labelled id="pairs-name" label="Name" about="The dataset is called so once the pairs are frozen.">
            <Input
              id="pairs-name"
              value={draft.name}
              maxLength={120}
              aria-describedby="pairs-name-about"
              onChange={({ target }) => change({ name: target.value })}
            />
          </Labelled>
        </div>
        {choices.error ? (
          <ErrorState what="What pairs can be made of" error={choices.error} onRetry={() => void choices.refetch()} />
        ) : null}
        {choices.isPending ? <SkeletonLines lines={8} label="Loading what pairs can be made of" /> : null}
        {choices.data ? (
          <>
            <OriginSection recipe={draft} choices={choices.data} onChange={change} />
            <RulesSection recipe={draft} onChange={change} />
            <KeepOutSection recipe={draft} choices={choices.data} onChange={change} />
          </>
        ) : null}
      </div>
      <aside className="grid content-start gap-4 self-start lg:sticky lg:top-5" aria-busy={plan.isFetching}>
        <Card className="text-sm">
          <CardHeader title="Before they are made" remark={plan.isFetching ? "counting…" : undefined} />
          {missing.map((what) => (
            <p key={what} className="text-muted">
              {what}
            </p>
          ))}
          {missing.length === 0 && draft.name.trim() === "" ? <p className="text-muted">Give them a name.</p> : null}
          {shown?.balance.pairs === 0 ? <p className="text-undecided">This makes no pairs; see below why.</p> : null}
          {shown?.rounds.map(({ id, name, readers }) =>
            readers === "person" ? null : (
              <p key={id} className="text-undecided">
                {name} was read by {readers === "simulated" ? "simulations, not by people" : "names of a file"}; every
                pair says so.
              </p>
            ),
          )}
          <FailureNote error={build.error ?? plan.error} />
          <Button
            variant="primary"
            className="mt-3 w-full"
            disabled={!ready || waiting}
            onClick={() => build.mutate({ project: project.slug, name: draft.name.trim(), recipe: recipeOf(draft) })}
          >
            {waiting ? "Making…" : "Make pairs"}
          </Button>
        </Card>
        {shown && shown.balance.pairs > 0 ? <BalanceCard balance={shown.balance} warnings={shown.warnings} /> : null}
        {shown ? <ExclusionsCard exclusions={shown.exclusions} /> : null}
      </aside>
    </div>
  );
}
