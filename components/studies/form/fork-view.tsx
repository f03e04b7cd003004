"use client";

import { useSearchParams } from "next/navigation";
import { useMayDo } from "../../layout/project-context";
import { EmptyState } from "../../ui/empty-state";
import { ErrorState } from "../../ui/error-state";
import { SkeletonLines } from "../../ui/skeleton";
import { useStudy } from "../use-study";
import { ForkForm } from "./fork-form";
import { parseLoop } from "./loop-draft";

/** The node stands in the address (`?node=train`); without one everything is made anew. */
export function ForkView({ study: studyId }: { study: string }) {
  const node = useSearchParams().get("node") ?? "notes";
  const mayWrite = useMayDo("runs.write");
  const study = useStudy(studyId);
  if (!mayWrite) {
    return <EmptyState title="Forking studies is not for your role">An admin of the project can change it.</EmptyState>;
  }
  if (study.error) return <ErrorState what="The study" error={study.error} onRetry={() => void study.refetch()} />;
  if (!study.data) {
    return (
      <div className="p-5">
        <SkeletonLines lines={8} label="Loading the study" />
      </div>
    );
  }
  const base = parseLoop(study.data.settings);
  if (!base || study.data.nodes.every(({ key }) => key !== node)) {
    return (
      <EmptyState title="This study cannot be forked here">
        {base ? "It has no such node." : "Its settings are not those of the clinical loop of this version of Assay."}
      </EmptyState>
    );
  }
  return <ForkForm study={study.data} base={base} node={node} />;
}
