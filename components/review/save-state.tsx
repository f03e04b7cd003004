"use client";

import { Check, CloudOff, LoaderCircle, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { formatCounted } from "@/domain/format/number";
import type { ChangeKeeper } from "./store/change-keeper";
import type { KeeperState } from "./store/keeper-state";
import { typedWords } from "./store/typed-words";
import { useWatched } from "./use-watched";
import type { Workspace } from "./workspace";

type Told = { icon: ReactNode; words: string; ink: string; title: string };

const ICON = "size-4 shrink-0";

function tell({ writing, unsent, unkept, delivery, refused }: KeeperState): Told {
  if (refused.length > 0) {
    return {
      icon: <TriangleAlert aria-hidden className={ICON} />,
      words: `${refused.length} refused`,
      ink: "text-bad",
      title: "The server did not take these changes. They are kept; what to do stands below.",
    };
  }
  if (writing > 0 || (unkept && unsent > 0)) {
    return {
      icon: <LoaderCircle aria-hidden className={ICON} />,
      words: unkept ? `${unsent} unsent, page must stay open` : "keeping",
      ink: "text-undecided",
      title: unkept
        ? "This browser keeps nothing. What you do is safe once the server has it: leave the page open until then."
        : "Being written into this browser's own store.",
    };
  }
  if (delivery !== "idle" && delivery !== "sending") {
    return {
      icon: <CloudOff aria-hidden className={ICON} />,
      words: `kept · ${unsent} unsent`,
      ink: "text-undecided",
      title: "Kept in this browser, and sent as soon as the server answers.",
    };
  }
  return {
    icon: <Check aria-hidden className={ICON} />,
    words: unsent > 0 ? `kept · ${unsent} unsent` : "saved",
    ink: "text-good",
    title: unsent > 0 ? "Kept in this browser; on the way to the server." : "The server has everything.",
  };
}

export function SaveState({ keeper }: { keeper: ChangeKeeper }) {
  const state = useWatched(keeper);
  const { fields } = useWatched(typedWords);
  const { icon, words, ink, title } = tell({ ...state, writing: state.writing + fields });
  return (
    <span
      data-unsent={state.unsent}
      title={title}
      className={`flex min-w-22 items-center gap-1.5 whitespace-nowrap text-sm ${ink}`}
    >
      {icon}
      {words}
    </span>
  );
}

/** What stands in the way, where it does, and what to do. */
export function SaveTrouble({ workspace }: { workspace: Workspace }) {
  const { keeper } = workspace;
  const { delivery, unsent, refused, unkept } = useWatched(keeper);
  const [first] = refused;
  return (
    <div role="status">
      {delivery === "offline" || delivery === "failing" ? (
        <p className="bg-undecided-soft px-4 py-1.5 text-sm text-undecided">
          <b>{delivery === "offline" ? "Offline." : "The server fails on what it is sent."}</b> Work goes on.{" "}
          {formatCounted(unsent, "change")} {unkept ? "wait in this page: leave it open" : "kept in this browser"} until
          the server {delivery === "offline" ? "answers" : "takes them"}.
        </p>
      ) : null}
      {first ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 bg-bad-soft px-4 py-1.5 text-sm text-bad">
          <span>
            <b>{formatCounted(refused.length, "change")} refused.</b> {first.refusal.reason} {first.refusal.remedy}
          </span>
          <button type="button" className="underline" onClick={() => void keeper.sendAgain()}>
            Send again
          </button>
          <button type="button" className="underline" onClick={() => void workspace.letGo()}>
            Let go of them
          </button>
        </div>
      ) : null}
    </div>
  );
}
