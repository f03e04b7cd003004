"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useMayDo, useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { describeError } from "../ui/describe-error";
import { Textarea } from "../ui/textarea";
import type { RunRow } from "./run-row-type";

/** A note to a run, saved on the text that the person saw; what somebody else wrote meanwhile stays. */
export function RunNote({ run }: { run: Pick<RunRow, "id" | "name" | "note"> }) {
  const { project } = useProject();
  const mayWrite = useMayDo("runs.write");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [before, setBefore] = useState(run.note);
  const [typed, setTyped] = useState(run.note);
  const [shown, setShown] = useState(run.note);
  const save = useMutation(
    trpc.runs.writeNote.mutationOptions({
      onSuccess: ({ note }) => {
        setBefore(note);
        void queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
      },
    }),
  );
  // Somebody else's words take the place of what was not touched here; the row that was there before a save does not.
  if (run.note !== shown) {
    setShown(run.note);
    if (typed === before && !save.isPending) {
      setBefore(run.note);
      setTyped(run.note);
    }
  }
  if (!mayWrite) return run.note ? <p className="mt-4 whitespace-pre-wrap text-sm">{run.note}</p> : null;
  const refused = save.error ? describeError(save.error) : null;
  return (
    <form
      method="post"
      className="mt-4 grid gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ project: project.slug, run: run.id, before, note: typed });
      }}
    >
      <label className="text-xs text-muted" htmlFor={`note-${run.id}`}>
        Note
      </label>
      <Textarea
        id={`note-${run.id}`}
        value={typed}
        maxLength={4_000}
        rows={3}
        onChange={(event) => setTyped(event.target.value)}
      />
      {refused ? (
        <div role="alert" className="rounded-md bg-undecided-soft p-2 text-xs">
          <p>{refused.sentence}</p>
          {run.note !== before ? (
            <>
              <p className="mt-1 whitespace-pre-wrap">{run.note || "(empty)"}</p>
              <Button
                size="sm"
                className="mt-1.5"
                onClick={() => {
                  setBefore(run.note);
                  save.reset();
                }}
              >
                I read it, keep mine to save
              </Button>
            </>
          ) : null}
        </div>
      ) : null}
      {typed === before ? null : (
        <Button type="submit" size="sm" className="justify-self-start" disabled={save.isPending}>
          Save note
        </Button>
      )}
    </form>
  );
}
