"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Command } from "cmdk";
import { BookOpenCheck, Boxes, Database, Waypoints } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { type ReactNode, useDeferredValue, useState } from "react";
import { mayDo } from "@/domain/access";
import { RUN_ACTION_WORDS, useRunActions } from "../runs/use-run-actions";
import { Kbd } from "../ui/kbd";
import { StateBadge } from "../ui/state-badge";
import { printKeys } from "./key-bindings";
import { PAGES, pageAddress } from "./pages";
import { useProject } from "./project-context";
import { useTRPC } from "./trpc";
import { useIsMac } from "./use-is-mac";

const GROUP =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted";
const ITEM =
  "flex cursor-default items-center gap-2.5 rounded-md px-2 py-1.5 text-sm data-[selected=true]:bg-accent-soft";

/** A word that the filter language would read as its own is quoted. */
const asText = (words: string) => `"${words.replaceAll('"', " ").trim()}"`;

function useOpenRun() {
  const { project } = useProject();
  const id = usePathname().match(/\/runs\/([^/]+)/)?.[1];
  const trpc = useTRPC();
  const { data } = useQuery(
    trpc.runs.byId.queryOptions({ project: project.slug, run: id ?? "" }, { enabled: id !== undefined }),
  );
  return data ?? null;
}

function useFound(words: string) {
  const { project } = useProject();
  const trpc = useTRPC();
  const at = { project: project.slug };
  // A reviewer has rounds, and nothing else that could be found.
  const enabled = mayDo(project.role, "project.read");
  const runs = useQuery(
    trpc.runs.list.queryOptions(
      { ...at, filter: words ? asText(words) : "", limit: 8 },
      { placeholderData: keepPreviousData, enabled },
    ),
  );
  const datasets = useQuery(trpc.datasets.list.queryOptions({ ...at, limit: 100 }, { enabled }));
  const models = useQuery(trpc.models.list.queryOptions({ ...at, limit: 100 }, { enabled }));
  const rounds = useQuery(trpc.reviews.queue.queryOptions(at));
  const holds = (text: string) => text.toLowerCase().includes(words.toLowerCase());
  const matches = ({ name }: { name: string }) => holds(name);
  return {
    runs: runs.data?.items ?? [],
    datasets: datasets.data?.items.filter(matches).slice(0, 5) ?? [],
    models: models.data?.items.filter(matches).slice(0, 5) ?? [],
    rounds: rounds.data?.filter(({ title, state }) => state !== "closed" && holds(title)).slice(0, 5) ?? [],
    pending: enabled && runs.isPending,
  };
}

/** ⌘K: runs, datasets, models and pages by name, and what the open run allows. */
export function Palette({ onOpenChange }: { onOpenChange: (open: boolean) => void }) {
  const [typed, setTyped] = useState("");
  const words = useDeferredValue(typed.trim());
  const { project } = useProject();
  const router = useRouter();
  const mac = useIsMac();
  const openRun = useOpenRun();
  const { act } = useRunActions();
  const found = useFound(words);
  const matches = (text: string) => text.toLowerCase().includes(words.toLowerCase());
  const go = (path: string) => {
    onOpenChange(false);
    router.push(pageAddress(project.slug, path));
  };
  const pages = PAGES.filter((page) => mayDo(project.role, page.permission) && matches(page.title));
  const actions = mayDo(project.role, "runs.write") ? (openRun?.actions ?? []) : [];
  const comparing = openRun !== null && matches(`Compare: ${openRun.name}`);
  const named = actions.map((action) => ({ action, label: `${RUN_ACTION_WORDS[action].verb}: ${openRun?.name}` }));

  return (
    <Command.Dialog
      open
      onOpenChange={onOpenChange}
      label="Go to anything"
      shouldFilter={false}
      overlayClassName="fixed inset-0 z-40 bg-black/35"
      contentClassName="fixed top-[12vh] left-1/2 z-50 w-[min(600px,92vw)] -translate-x-1/2 overflow-hidden rounded-lg border border-line bg-surface shadow-float"
    >
      <Command.Input
        value={typed}
        onValueChange={setTyped}
        placeholder={mayDo(project.role, "project.read") ? "Run, dataset, model, page or action" : "Round or page"}
        className="w-full border-b border-line bg-surface px-4 py-3 text-base text-ink outline-none placeholder:text-muted"
      />
      <Command.List className="max-h-[55vh] overflow-auto p-1.5">
        <Command.Empty className="px-3 py-6 text-center text-sm text-muted">
          {found.pending ? "Looking…" : `Nothing here is called “${words}”.`}
        </Command.Empty>
        {comparing || named.some(({ label }) => matches(label)) ? (
          <Command.Group heading="This run" className={GROUP}>
            {comparing && openRun ? (
              <Choice value="action compare" onSelect={() => go(`/compare?runs=${encodeURIComponent(openRun.id)}`)}>
                Compare: {openRun.name}
              </Choice>
            ) : null}
            {named
              .filter(({ label }) => matches(label))
              .map(({ action, label }) => (
                <Choice
                  key={action}
                  value={`action ${action}`}
                  onSelect={() => {
                    onOpenChange(false);
                    if (openRun) act(action, openRun);
                  }}
                >
                  {label}
                </Choice>
              ))}
          </Command.Group>
        ) : null}
        {pages.length > 0 ? (
          <Command.Group heading="Pages" className={GROUP}>
            {pages.map((page) => (
              <Choice key={page.path} value={`page ${page.path}`} onSelect={() => go(page.path)}>
                <page.icon aria-hidden className="size-4 text-muted" />
                {page.title}
                <Kbd className="ml-auto">{printKeys(page.keys, mac)}</Kbd>
              </Choice>
            ))}
          </Command.Group>
        ) : null}
        {found.rounds.length > 0 ? (
          <Command.Group heading="Rounds to read" className={GROUP}>
            {found.rounds.map((round) => (
              <Choice
                key={round.campaign}
                value={`round ${round.campaign}`}
                onSelect={() => go(`/review/${round.campaign}`)}
              >
                <BookOpenCheck aria-hidden className="size-4 text-muted" />
                <span className="truncate">{round.title}</span>
              </Choice>
            ))}
          </Command.Group>
        ) : null}
        {found.runs.length > 0 ? (
          <Command.Group heading="Runs" className={GROUP}>
            {found.runs.map((run) => (
              <Choice key={run.id} value={`run ${run.id}`} onSelect={() => go(`/runs/${run.id}`)}>
                <Waypoints aria-hidden className="size-4 text-muted" />
                <span className="truncate">{run.name}</span>
                <code className="text-muted">{run.stage}</code>
                <StateBadge state={run.state} className="ml-auto" />
              </Choice>
            ))}
          </Command.Group>
        ) : null}
        {found.datasets.length > 0 ? (
          <Command.Group heading="Datasets" className={GROUP}>
            {found.datasets.map((dataset) => (
              <Choice key={dataset.id} value={`dataset ${dataset.id}`} onSelect={() => go(`/datasets/${dataset.id}`)}>
                <Database aria-hidden className="size-4 text-muted" />
                {dataset.name}
              </Choice>
            ))}
          </Command.Group>
        ) : null}
        {found.models.length > 0 ? (
          <Command.Group heading="Models" className={GROUP}>
            {found.models.map((model) => (
              <Choice key={model.id} value={`model ${model.id}`} onSelect={() => go(`/models/${model.id}`)}>
                <Boxes aria-hidden className="size-4 text-muted" />
                {model.name}
              </Choice>
            ))}
          </Command.Group>
        ) : null}
      </Command.List>
    </Command.Dialog>
  );
}

function Choice({ value, onSelect, children }: { value: string; onSelect: () => void; children: ReactNode }) {
  return (
    <Command.Item value={value} onSelect={onSelect} className={ITEM}>
      {children}
    </Command.Item>
  );
}
