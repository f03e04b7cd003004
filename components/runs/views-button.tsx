"use client";

import { Bookmark } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useKeys } from "../layout/keys";
import { Button } from "../ui/button";
import { Kbd } from "../ui/kbd";
import { loadPart } from "../ui/load-part";
import { Popover } from "../ui/popover";
import { SkeletonLines } from "../ui/skeleton";
import type { RunViewState } from "./use-run-view-state";

const ViewsPanel = lazy(async () => ({
  default: await loadPart(() => import("./views-panel").then((module) => module.ViewsPanel)),
}));

/** Which view this is, and whether it was changed since it was saved. */
export function ViewsButton({ state }: { state: RunViewState }) {
  const [open, setOpen] = useState(false);
  useKeys("Runs", [{ keys: "v", label: "Saved views", run: () => setOpen(true) }]);
  return (
    <Popover
      label="Saved views"
      align="start"
      open={open}
      onOpenChange={setOpen}
      trigger={(trigger) => (
        <Button {...trigger} className="max-w-56">
          <Bookmark aria-hidden className="size-3.5 shrink-0" />
          <span className="truncate">{state.view ? state.view.name : "Views"}</span>
          {state.changed ? <small className="text-xs text-muted">changed</small> : null}
          <Kbd>V</Kbd>
        </Button>
      )}
    >
      <Suspense fallback={<SkeletonLines lines={4} />}>
        <ViewsPanel state={state} close={() => setOpen(false)} />
      </Suspense>
    </Popover>
  );
}
