"use client";

import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { saveFile } from "../charts/export-chart";
import { useProject } from "../layout/project-context";
import { useTRPCClient } from "../layout/trpc";
import { Button } from "../ui/button";
import { describeError } from "../ui/describe-error";
import { toast } from "../ui/toast";

/** One row a mark, readers under pseudonyms: what a failed model is to learn from. */
export function ExportMarks({ campaign }: { campaign: string }) {
  const { project } = useProject();
  const client = useTRPCClient();
  const save = useMutation({
    mutationFn: () => client.gates.marks.query({ project: project.slug, campaign }),
    onSuccess: ({ fileName, text }) => saveFile(text, "text/csv", fileName),
    onError: (error) => toast.error(describeError(error).sentence),
  });
  return (
    <Button disabled={save.isPending} onClick={() => save.mutate()}>
      <Download aria-hidden className="size-3.5" /> {save.isPending ? "Writing the file…" : "Export the marks"}
    </Button>
  );
}
