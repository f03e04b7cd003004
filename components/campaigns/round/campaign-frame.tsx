"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { GATE_TABS, useGateTabs } from "../../gates/gate-tabs";
import { useCrumb } from "../../layout/breadcrumb";
import { useMayDo, useProject } from "../../layout/project-context";
import { Badge } from "../../ui/badge";
import { ErrorState } from "../../ui/error-state";
import { LinkTabs } from "../../ui/link-tabs";
import { SkeletonLines } from "../../ui/skeleton";
import { campaignAddress } from "../campaign-address";
import { CampaignState } from "../campaign-state";
import { useCampaign } from "../use-campaign";
import { StateActions } from "./state-actions";

const TABS = [
  { path: "", label: "Round" },
  ...GATE_TABS,
  { path: "protocol", label: "Protocol" },
  { path: "known-answers", label: "Known answers" },
  { path: "preview", label: "What readers see" },
] as const;

/** Name, state and steps of a campaign above each of its pages. */
export function CampaignFrame({ campaign, children }: { campaign: string; children: ReactNode }) {
  const { project } = useProject();
  const mayWrite = useMayDo("campaigns.write");
  const path = usePathname();
  const query = useCampaign(campaign);
  useCrumb(query.data?.name);
  const showsGateTab = useGateTabs(query.data);
  if (query.error) return <ErrorState what="This campaign" error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) {
    return (
      <div className="p-4">
        <SkeletonLines lines={8} label="Loading the campaign" />
      </div>
    );
  }
  const { name, title, state, origin, cases, readers } = query.data;
  const imported = origin === "labels";
  const known = cases.practice + cases.planted + cases.clean;
  const tabs = TABS.filter((tab) => mayWrite || tab.path !== "known-answers")
    .filter(({ path: tab }) => !imported || (tab !== "preview" && tab !== "known-answers"))
    .filter(showsGateTab)
    .map(({ path: tab, label }) => {
      const href = campaignAddress(project.slug, campaign, tab);
      return { href, label, active: path === href, ...(tab === "known-answers" ? { count: known } : {}) };
    });
  return (
    <div className="flex flex-col">
      <div className="flex flex-wrap items-center gap-3 px-4 pt-3.5 pb-2.5">
        <h1>{name}</h1>
        <CampaignState state={state} />
        {readers.some(({ kind }) => kind === "simulated") ? <Badge tone="undecided">simulated readers</Badge> : null}
        <span className="text-xs text-muted">
          {imported ? "labels from a file, read elsewhere" : `readers see “${title}”`}
        </span>
        {mayWrite ? <StateActions campaign={query.data} /> : null}
      </div>
      <div className="print:hidden">
        <LinkTabs label="Pages of the campaign" tabs={tabs} />
      </div>
      {children}
    </div>
  );
}
