"use client";

import { Button } from "../ui/button";
import type { CaseDesk } from "./case-desk";
import { showMark } from "./cursor-commands";
import { keepFocus } from "./keep-focus";
import { MarkChip } from "./mark-chip";
import { omissionsOf } from "./mark-places";
import { openOmission } from "./source-commands";
import { useWatched } from "./use-watched";

/** What the source says and the note leaves out. */
export function OmissionList({ desk }: { desk: CaseDesk }) {
  const { review, protocol } = desk;
  const { log, mark, tool } = useWatched(desk);
  const omissions = omissionsOf(log.draft.marks);
  return (
    <section aria-label="Missing from the note" className="mt-4 max-w-[72ch] px-2.5">
      <Button
        variant="ghost"
        aria-pressed={tool === "omission"}
        onMouseDown={keepFocus}
        onClick={() => desk.perform(openOmission)}
        className="-ml-2.5 text-base [&_kbd]:text-[14px]"
        hint="+"
      >
        Missing from the note
      </Button>
      <ul className="grid gap-1">
        {omissions.map((omission) => (
          <li key={omission.id}>
            <button
              type="button"
              onMouseDown={keepFocus}
              onClick={() => desk.perform(showMark(omission.id))}
              dir="auto"
              className={`w-full rounded-md border px-2 py-1 text-start ${omission.id === mark ? "border-accent bg-raised" : "border-transparent"}`}
            >
              “{review.source.text.slice(omission.span.start, omission.span.end)}”
              <MarkChip mark={omission} protocol={protocol} review={review} selected={omission.id === mark} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
