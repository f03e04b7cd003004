"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { importAllows } from "@/domain/datasets/import-rules";
import { useCrumb } from "../../layout/breadcrumb";
import { pageAddress } from "../../layout/pages";
import { useProject } from "../../layout/project-context";
import { Badge } from "../../ui/badge";
import { Button } from "../../ui/button";
import { ButtonLink } from "../../ui/button-link";
import { describeError } from "../../ui/describe-error";
import { ErrorState } from "../../ui/error-state";
import { BytesText } from "../../ui/number/bytes-text";
import { SkeletonLines } from "../../ui/skeleton";
import { toast } from "../../ui/toast";
import { STATE_WORDS } from "../open-imports";
import { ImportFailure } from "./import-failure";
import { ImportPreview } from "./import-preview";
import { ImportProgress } from "./import-progress";
import { useImport } from "./use-import";

const ALREADY = "Nothing was stored, and the name given was not taken.";

/** A file on its way: read, shown, and stored once somebody says so. */
export function ImportView({ id }: { id: string }) {
  const { project } = useProject();
  const router = useRouter();
  const { query, step } = useImport(id);
  const found = query.data;
  useCrumb(found?.fileName);
  const datasets = pageAddress(project.slug, "/datasets");
  const { state, datasetId, datasetVersionId, existing } = found ?? {};
  useEffect(() => {
    if (state !== "stored" || !datasetId) return;
    if (existing) toast.success("These rows were here already, as this version.", { description: ALREADY });
    router.replace(`${datasets}/${datasetId}?version=${datasetVersionId}`);
  }, [state, datasetId, datasetVersionId, existing, datasets, router]);

  if (query.error) {
    return <ErrorState what="This import" error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!found) {
    return (
      <div className="p-5">
        <SkeletonLines lines={8} label="Loading the import" />
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-4 p-5">
      <div className="flex flex-wrap items-center gap-3">
        <h1 className="min-w-0 truncate">{found.fileName}</h1>
        <Badge tone={STATE_WORDS[found.state].tone}>{STATE_WORDS[found.state].word}</Badge>
        <span className="text-sm text-muted">
          <BytesText bytes={found.bytes} />
        </span>
        <span className="ml-auto">
          {importAllows(found.state, "cancel") ? (
            <Button variant="danger" disabled={step.isPending} onClick={() => step.mutate({ do: "cancel" })}>
              {found.state === "storing" ? "Stop and discard" : "Discard the file"}
            </Button>
          ) : (
            <ButtonLink href={datasets}>To the datasets</ButtonLink>
          )}
        </span>
      </div>
      {step.error ? (
        <p role="alert" className="rounded-lg bg-bad-soft p-3 text-sm text-bad">
          {describeError(step.error).sentence}
        </p>
      ) : null}
      <ImportProgress found={found} onAgain={() => step.mutate({ do: "examine", options: found.options })} />
      {found.failure ? <ImportFailure failure={found.failure} found={found} step={step.mutate} /> : null}
      {found.state === "cancelled" && !found.failure ? (
        <p className="text-muted">The file was discarded; nothing was stored.</p>
      ) : null}
      {found.preview && found.state !== "failed" ? (
        <ImportPreview
          key={found.id}
          found={found}
          preview={found.preview}
          busy={step.isPending || found.state !== "waiting"}
          onExamine={(options) => step.mutate({ do: "examine", options })}
          onStore={(name, statement) => step.mutate({ do: "store", name, statement })}
        />
      ) : null}
    </div>
  );
}
