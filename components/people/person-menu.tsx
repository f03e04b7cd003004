"use client";

import { Ellipsis } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { loadPart } from "../ui/load-part";
import { Menu, MenuItem } from "../ui/menu";
import { DialogFailure } from "../ui/part-failure";
import type { Person } from "./use-people";

const RemoveDialog = lazy(async () => ({
  default: await loadPart(() => import("./remove-dialog").then((module) => module.RemoveDialog), DialogFailure),
}));
const ResetDialog = lazy(async () => ({
  default: await loadPart(() => import("./reset-dialog").then((module) => module.ResetDialog), DialogFailure),
}));

export function PersonMenu({ person, lastAdmin }: { person: Person; lastAdmin: boolean }) {
  const [open, setOpen] = useState<"remove" | "reset" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      <Menu
        trigger={(trigger) => (
          <button
            {...trigger}
            type="button"
            aria-label={`Actions for ${person.name}`}
            className="inline-grid size-7 place-items-center rounded-md border border-line bg-surface hover:border-line-strong"
          >
            <Ellipsis aria-hidden className="size-4" />
          </button>
        )}
      >
        {person.you ? null : (
          <MenuItem onSelect={() => setOpen("reset")}>
            <span>
              Make a password link
              <small className="block text-xs text-muted">They set a new password with it, once.</small>
            </span>
          </MenuItem>
        )}
        <MenuItem danger disabled={lastAdmin} onSelect={() => setOpen("remove")}>
          <span>
            Remove from the project
            {lastAdmin ? <small className="block text-xs">The last admin stays.</small> : null}
          </span>
        </MenuItem>
      </Menu>
      <Suspense fallback={null}>
        {open === "remove" ? <RemoveDialog person={person} onOpenChange={close} /> : null}
        {open === "reset" ? <ResetDialog person={person} onOpenChange={close} /> : null}
      </Suspense>
    </>
  );
}
