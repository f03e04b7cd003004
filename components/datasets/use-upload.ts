"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { formatBytes } from "@/domain/format/bytes";
import { pageAddress } from "../layout/pages";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { UploadRefused, uploadFile } from "./upload-file";

/** Sends one file and goes on to its preview. */
export function useUpload(limitBytes: number | undefined) {
  const { project } = useProject();
  const router = useRouter();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [share, setShare] = useState(0);
  const stopping = useRef<AbortController | null>(null);
  const mutation = useMutation({
    mutationFn: (file: File) => {
      setShare(0);
      if (file.size === 0) throw new UploadRefused(`${file.name} is empty.`);
      if (limitBytes !== undefined && file.size > limitBytes) {
        const sizes = `${formatBytes(file.size)}; this server takes at most ${formatBytes(limitBytes)}`;
        throw new UploadRefused(`${file.name} has ${sizes}. Split it, leave out columns, or give Parquet.`);
      }
      stopping.current = new AbortController();
      return uploadFile({ project: project.slug, file, onProgress: setShare, signal: stopping.current.signal });
    },
    onSuccess: (id) => {
      void queryClient.invalidateQueries({ queryKey: trpc.datasets.imports.list.pathKey() });
      router.push(pageAddress(project.slug, `/datasets/imports/${id}`));
    },
  });
  return {
    send: mutation.mutate,
    stop: () => stopping.current?.abort(),
    sending: mutation.isPending ? { name: mutation.variables.name, share } : null,
    error: mutation.error,
  };
}
