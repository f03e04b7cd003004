"use client";

import type { ReactNode } from "react";
import { Kbd } from "../ui/kbd";
import type { CaseDesk } from "./case-desk";
import type { Command } from "./desk-state";
import { keepFocus } from "./keep-focus";
import { markHere, noEvidence, removeMark } from "./mark-commands";
import type { PanelControl } from "./panel-state";
import { closeSource, endTyping, openEvidence, openOmission } from "./source-commands";
import { useWatched } from "./use-watched";
import { setUnsure } from "./verdict-commands";

type MarkToolsProps = { desk: CaseDesk; panels: PanelControl };

/** The remaining keys, each a button too for who works by mouse or finger. */
export function MarkTools({ desk, panels }: MarkToolsProps) {
  const { tool, mark, range } = useWatched(desk);
  const run = (command: Command) => () => void desk.perform(command);
  if (tool === "evidence" || tool === "omission") {
    return (
      <div className="flex flex-wrap items-center gap-x-1 gap-y-1 text-sm">
        <span className="me-2 font-medium">{tool === "evidence" ? "Link the source" : "Missing from the note"}</span>
        <span className="me-1 text-muted">
          number, or <Kbd>↑</Kbd> <Kbd>↓</Kbd> and <Kbd>Space</Kbd>
        </span>
        {tool === "evidence" ? (
          <Tool keys="N" onPress={run(noEvidence)}>
            not in the source
          </Tool>
        ) : null}
        <Tool
          keys="↵"
          onPress={() => {
            desk.perform(endTyping);
            desk.perform(closeSource);
          }}
        >
          done
        </Tool>
      </div>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-x-1 gap-y-1 text-sm">
      <span className="me-1 hidden items-center gap-1.5 text-ink min-[1180px]:flex">
        <Kbd>↑↓</Kbd> sentence <Kbd>←→</Kbd> word
      </span>
      <Tool keys="Space" onPress={run(markHere)}>
        {range ? "mark selection" : "mark sentence"}
      </Tool>
      <Tool keys="E" onPress={run(openEvidence)} disabled={!mark}>
        link source
      </Tool>
      {desk.protocol.omissions ? (
        <Tool keys="+" onPress={run(openOmission)}>
          missing
        </Tool>
      ) : null}
      {desk.protocol.corrections ? (
        <Tool keys="C" onPress={() => desk.patch({ tool: "correct" })}>
          correct
        </Tool>
      ) : null}
      <UnsureTool desk={desk} />
      <Tool keys="⇧M" onPress={() => panels.open("mark-comment")} disabled={!mark}>
        on this mark
      </Tool>
      <Tool keys="⌫" onPress={run(removeMark())} disabled={!mark}>
        remove
      </Tool>
      <UndoTools desk={desk} />
    </div>
  );
}

/** Where nothing is marked. */
export function PlainTools({ desk }: { desk: CaseDesk }) {
  return (
    <div className="flex flex-wrap items-center gap-1 text-sm">
      <UnsureTool desk={desk} />
      <UndoTools desk={desk} />
    </div>
  );
}

function UnsureTool({ desk }: { desk: CaseDesk }) {
  const { unsure } = useWatched(desk).log.draft;
  return (
    <Tool keys="U" onPress={() => void desk.perform(setUnsure)} pressed={unsure}>
      unsure
    </Tool>
  );
}

function UndoTools({ desk }: { desk: CaseDesk }) {
  const { past, future } = useWatched(desk).log;
  return (
    <>
      <Tool keys="Z" onPress={() => desk.undo()} disabled={past.length === 0}>
        undo
      </Tool>
      <Tool keys="⇧Z" onPress={() => desk.redo()} disabled={future.length === 0}>
        redo
      </Tool>
    </>
  );
}

type ToolProps = { keys: string; onPress: () => void; disabled?: boolean; pressed?: boolean; children: ReactNode };

function Tool({ keys, onPress, disabled, pressed, children }: ToolProps) {
  return (
    <button
      type="button"
      disabled={disabled}
      aria-pressed={pressed}
      onMouseDown={keepFocus}
      onClick={onPress}
      className="flex min-h-8 items-center gap-1.5 rounded-md border border-transparent px-1.5 text-ink hover:bg-sunken disabled:text-muted aria-pressed:border-ink aria-pressed:bg-undecided-soft"
    >
      <Kbd>{keys}</Kbd> {children}
    </button>
  );
}
