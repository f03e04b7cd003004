"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ReviewerKind } from "@/domain/campaigns/reviewers";
import { useProject } from "../../layout/project-context";
import { type RouterOutputs, useTRPC } from "../../layout/trpc";

export type PreferencesAnswer = RouterOutputs["gates"]["preferences"];
export type PairAnswer = PreferencesAnswer["pairs"][number];

/** What readers of a closed side-by-side round chose; `kind` is null where nobody chose whose readings count. */
export function usePreferences(campaign: string, kind: ReviewerKind | null) {
  const trpc = useTRPC();
  const asked = { project: useProject().project.slug, campaign, kind };
  return useQuery(trpc.gates.preferences.queryOptions(asked, { placeholderData: keepPreviousData }));
}
