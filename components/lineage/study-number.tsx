"use client";

import { useQuery } from "@tanstack/react-query";
import type { LineageSubject } from "@/domain/lineage/lineage-subject";
import { STUDY_NUMBERS } from "@/domain/lineage/study-numbers";
import { useProject } from "../layout/project-context";
import { useTRPC } from "../layout/trpc";
import { EstimateText } from "../ui/number/estimate-text";
import { pickEstimates, type ShownEstimate } from "./pick-estimates";

/** The number itself, of each training that it was measured of. */
export function StudyNumber({ subject }: { subject: LineageSubject }) {
  const { project } = useProject();
  const trpc = useTRPC();
  const number = subject.number ?? "difference";
  const asked = STUDY_NUMBERS[number].rests !== "runs";
  const query = useQuery({
    ...trpc.studies.result.queryOptions({ project: project.slug, study: subject.id }),
    enabled: asked,
  });
  const shown = query.data ? pickEstimates(query.data, subject) : [];
  if (shown.length === 0) return null;
  return (
    <ul className="grid gap-0.5">
      {shown.map(({ name, estimate, scale, difference }: ShownEstimate) => (
        <li key={name} className="text-lg">
          <EstimateText estimate={estimate} scale={scale} difference={difference} />
          {name === "" ? null : <span className="ml-2 text-sm text-muted">{name}</span>}
        </li>
      ))}
    </ul>
  );
}
