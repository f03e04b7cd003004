"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { z } from "zod";
import { formatCounted } from "@/domain/format/number";
import { pageAddress } from "../layout/pages";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { toast } from "../ui/toast";

const importedSchema = z.looseObject({ datasetId: z.string(), rows: z.number(), existing: z.boolean() });
const refusedSchema = z.looseObject({
  message: z.string(),
  problems: z.array(z.looseObject({ where: z.string(), what: z.string(), remedy: z.string().optional() })).default([]),
});

/** The server's reasons, as it gave them. */
export class ImportRefused extends Error {
  constructor(
    message: string,
    readonly problems: { where: string; what: string; remedy?: string }[],
  ) {
    super(message);
    this.name = "ImportRefused";
  }
}

async function upload(form: FormData) {
  const answer = await fetch("/api/datasets", { method: "POST", body: form });
  const body: unknown = await answer.json();
  if (answer.ok) return importedSchema.parse(body);
  const { message, problems } = refusedSchema.parse(body);
  throw new ImportRefused(message, problems);
}

export function useImport(onDone: () => void) {
  const { project } = useProject();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: (form: FormData) => {
      form.set("project", project.slug);
      return upload(form);
    },
    onSuccess: ({ datasetId, rows, existing }) => {
      void queryClient.invalidateQueries({ queryKey: trpc.datasets.pathKey() });
      toast.success(
        existing ? "These rows were here already; nothing was stored." : `${formatCounted(rows, "row")} imported.`,
      );
      onDone();
      router.push(pageAddress(project.slug, `/datasets/${datasetId}`));
    },
  });
}
