"use client";

import { RotateCw } from "lucide-react";
import { useCallback, useEffect } from "react";
import { createPortal } from "react-dom";
import { Button } from "./button";
import { placeBeside } from "./place-beside";
import type { Layer } from "./use-layer";

type FailureProps = { retry: () => void; trying: boolean };

/** In the place of a part whose code could not be fetched. */
export function PartFailure({ retry, trying }: FailureProps) {
  return (
    <div role="alert" className="flex flex-wrap items-center justify-center gap-2 p-4 text-sm text-muted">
      This part could not be loaded.
      <Button size="sm" disabled={trying} onClick={retry}>
        <RotateCw aria-hidden className="size-3.5" /> {trying ? "Trying…" : "Try again"}
      </Button>
    </div>
  );
}

/** Below the trigger of a layer, once that was used; the trigger closes it too. */
export function LayerFailure({ part: { layer }, ...failure }: FailureProps & { part: { layer: Layer } }) {
  const { anchor, open } = layer;
  useEffect(() => {
    if (open) failure.retry();
  }, [open, failure.retry]);
  const place = useCallback(
    (element: HTMLElement | null) => {
      if (element && anchor.current) placeBeside(element, anchor.current, "bottom");
    },
    [anchor],
  );
  if (!open) return null;
  return createPortal(
    <div ref={place} className="fixed z-50 rounded-lg border border-line bg-surface shadow-float">
      <PartFailure {...failure} />
    </div>,
    document.body,
  );
}

/** Where a dialog would stand. */
export function DialogFailure({
  part: { onOpenChange },
  ...failure
}: FailureProps & { part: { onOpenChange: (open: boolean) => void } }) {
  return (
    <div className="-translate-x-1/2 fixed top-24 left-1/2 z-50 flex items-center rounded-lg border border-line bg-surface pr-4 shadow-float">
      <PartFailure {...failure} />
      <Button size="sm" variant="ghost" onClick={() => onOpenChange(false)}>
        Close
      </Button>
    </div>
  );
}
