"use client";

import { Search } from "lucide-react";
import { LiveIndicator } from "../live/live-indicator";
import { RunningRuns } from "../live/running-runs";
import { Button } from "../ui/button";
import { Kbd } from "../ui/kbd";
import { Breadcrumb } from "./breadcrumb";
import { printKeys } from "./key-bindings";
import { useMayDo } from "./project-context";
import { useLayers } from "./shell-keys";
import { useIsMac } from "./use-is-mac";
import { UserMenu } from "./user-menu";

export function TopBar() {
  const { openPalette } = useLayers();
  const mac = useIsMac();
  return (
    <header data-shell className="flex h-11.5 shrink-0 items-center gap-3 border-b border-line px-4 text-sm">
      <Breadcrumb />
      <div className="ml-auto flex items-center gap-2.5">
        <Button variant="ghost" size="sm" onClick={openPalette} aria-label="Go to anything">
          <Search aria-hidden className="size-3.5" />
          <Kbd>{printKeys("mod+k", mac)}</Kbd>
        </Button>
        {useMayDo("project.read") ? (
          <>
            <LiveIndicator />
            <RunningRuns />
          </>
        ) : null}
        <UserMenu />
      </div>
    </header>
  );
}
