"use client";

import Link from "next/link";
import { formatCount } from "@/domain/format/number";
import { pageAddress } from "../layout/pages";
import { useProject } from "../layout/project-context";
import { useLayers } from "../layout/shell-keys";
import { UserMenu } from "../layout/user-menu";
import { Button } from "../ui/button";
import type { PanelControl } from "./panel-state";
import { SaveState } from "./save-state";
import { useWatched } from "./use-watched";
import type { Workspace } from "./workspace";

type WorkspaceHeaderProps = {
  workspace: Workspace;
  panels: PanelControl;
  size: number;
  onSize: (step: number) => void;
};

const KEY = "[&_kbd]:text-[14px]";

export function WorkspaceHeader({ workspace, panels, size, onSize }: WorkspaceHeaderProps) {
  const { project } = useProject();
  const { openKeySheet } = useLayers();
  const { desk } = useWatched(workspace);
  const { title } = workspace.round;
  const { position, total, practice } = desk?.review ?? { position: 0, total: 0, practice: false };
  const open = (panel: "instructions" | "earlier") => panels.open(panels.panel === panel ? null : panel);
  return (
    <header
      data-shell
      className={`flex min-h-11.5 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1 text-sm ${KEY}`}
    >
      <Link href={pageAddress(project.slug, "/review")} className="text-[15px] font-bold tracking-tight text-accent">
        assay
      </Link>
      <h1 className="min-w-0 truncate text-sm font-normal text-muted">
        {title}
        {desk ? (
          <>
            {" · "}
            <span className="whitespace-nowrap">
              {practice ? "practice" : "case"} {formatCount(position)} of {formatCount(total)}
            </span>
          </>
        ) : null}
      </h1>
      {desk ? (
        <span aria-hidden className="hidden h-1 w-28 overflow-hidden rounded-full bg-sunken lg:block">
          <span className="block h-1 bg-accent" style={{ width: `${(100 * position) / Math.max(total, 1)}%` }} />
        </span>
      ) : null}
      <div className="ml-auto flex items-center gap-2">
        <SaveState keeper={workspace.keeper} />
        <span className="flex">
          <Button
            variant="ghost"
            size="icon"
            aria-label="Smaller text"
            disabled={size <= 13}
            onClick={() => onSize(-1)}
          >
            <span className="text-xs">A</span>
          </Button>
          <Button variant="ghost" size="icon" aria-label="Larger text" disabled={size >= 26} onClick={() => onSize(1)}>
            <span className="text-lg">A</span>
          </Button>
        </span>
        <Button size="sm" onClick={() => open("earlier")} aria-expanded={panels.panel === "earlier"} hint="[">
          Earlier
        </Button>
        <Button size="sm" onClick={() => open("instructions")} aria-expanded={panels.panel === "instructions"} hint="I">
          Instructions
        </Button>
        <Button size="sm" onClick={openKeySheet} hint="?">
          Keys
        </Button>
        <UserMenu />
      </div>
    </header>
  );
}
