"use client";

import { Columns3 } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useKeys } from "../layout/keys";
import { Button } from "../ui/button";
import { Kbd } from "../ui/kbd";
import { loadPart } from "../ui/load-part";
import { Popover } from "../ui/popover";
import { SkeletonLines } from "../ui/skeleton";
import type { RunLayout } from "./use-run-layout";

const ColumnChooser = lazy(async () => ({
  default: await loadPart(() => import("./column-chooser").then((module) => module.ColumnChooser)),
}));

export function ColumnsButton({ layout }: { layout: RunLayout }) {
  const [open, setOpen] = useState(false);
  useKeys("Runs", [{ keys: "c", label: "Choose columns", run: () => setOpen(true) }]);
  return (
    <Popover
      label="Columns"
      open={open}
      onOpenChange={setOpen}
      trigger={(trigger) => (
        <Button {...trigger}>
          <Columns3 aria-hidden className="size-3.5" /> Columns <Kbd>C</Kbd>
        </Button>
      )}
    >
      <Suspense fallback={<SkeletonLines lines={6} />}>
        <ColumnChooser layout={layout} />
      </Suspense>
    </Popover>
  );
}
