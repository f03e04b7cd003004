import { RUN_RULES, type RunState } from "@/domain/runs/run-rules";
import type { StageSchema } from "@/domain/runs/stage-schema";

export const RUN_TABS = [
  "overview",
  "charts",
  "evaluation",
  "margins",
  "generations",
  "logs",
  "artifacts",
  "lineage",
  "system",
] as const;
export type RunTab = (typeof RUN_TABS)[number];

export const TAB_TITLES: Record<RunTab, string> = {
  overview: "Overview",
  charts: "Charts",
  evaluation: "Evaluation",
  margins: "Margins",
  generations: "Generations",
  logs: "Logs",
  artifacts: "Artifacts",
  lineage: "Lineage",
  system: "System",
};

type Producing = { executor: string; headline: Readonly<Record<string, unknown>> };

/** What a run brings: what its stage says or, for a program of somebody's own, what it has logged so far. */
export function producesOf(run: Producing, schema: StageSchema | null): StageSchema["produces"] | null {
  if (run.executor !== "client") return schema?.produces ?? null;
  const evaluated = Object.keys(run.headline).some((key) => /@\d+$/.test(key));
  return evaluated ? ["series", "evaluation"] : ["series"];
}

/** Only the tabs that the stage can fill; a stage that this server does not know shows all. */
export function tabsOf(produces: StageSchema["produces"] | null): RunTab[] {
  return RUN_TABS.filter((tab) => {
    if (produces === null) return true;
    if (tab === "charts") return produces.includes("series");
    if (tab === "evaluation") return produces.includes("evaluation");
    if (tab === "margins") return produces.includes("margins");
    if (tab === "generations") return produces.includes("generations");
    return true;
  });
}

export function readTab(segments: readonly string[] | undefined): RunTab | null {
  if (!segments || segments.length === 0) return "overview";
  if (segments.length > 1) return null;
  return RUN_TABS.find((tab) => tab === segments[0] && tab !== "overview") ?? null;
}

export function tabAddress(project: string, run: string, tab: RunTab): string {
  const base = `/projects/${encodeURIComponent(project)}/runs/${encodeURIComponent(run)}`;
  return tab === "overview" ? base : `${base}/${tab}`;
}

/** Whether more may still come. */
export function isOpen(state: RunState): boolean {
  return !RUN_RULES[state].settled;
}
