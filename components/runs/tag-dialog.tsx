"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatCounted } from "@/domain/format/number";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Input } from "../ui/input";

type TagDialogProps = {
  runs: readonly string[];
  onTag: (tags: { add: readonly string[]; remove: readonly string[] }) => void;
  onClose: () => void;
};

const readTags = (text: string) => [
  ...new Set(
    text
      .split(",")
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
];

/** Adds or takes away tags of many runs; those of the project are offered. */
export function TagDialog({ runs, onTag, onClose }: TagDialogProps) {
  const { project } = useProject();
  const trpc = useTRPC();
  const known = useQuery(trpc.runs.values.queryOptions({ project: project.slug, field: "tag" }));
  const [typed, setTyped] = useState("");
  const tags = readTags(typed);
  const tooLong = tags.some((tag) => tag.length > 60) || tags.length > 20;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Tag ${formatCounted(runs.length, "run")}`}
      description="Several tags are written with commas between them."
      footer={
        <>
          <Button disabled={tags.length === 0 || tooLong} onClick={() => onTag({ add: [], remove: tags })}>
            Take away
          </Button>
          <Button
            variant="primary"
            disabled={tags.length === 0 || tooLong}
            onClick={() => onTag({ add: tags, remove: [] })}
          >
            Add {tags.length > 1 ? "tags" : "tag"}
          </Button>
        </>
      }
    >
      <form
        method="post"
        onSubmit={(event) => {
          event.preventDefault();
          if (tags.length > 0 && !tooLong) onTag({ add: tags, remove: [] });
        }}
      >
        <Input
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          aria-label="Tags"
          className="w-full"
          autoFocus
        />
      </form>
      {tooLong ? <p className="mt-2 text-bad">At most 20 tags of at most 60 characters.</p> : null}
      <div className="mt-3 flex flex-wrap gap-1">
        {known.data?.map((tag) => (
          <Button
            key={tag}
            size="sm"
            onClick={() => setTyped([...tags.filter((each) => each !== tag), tag].join(", "))}
          >
            {tag}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}
