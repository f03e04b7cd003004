"use client";

import { useQuery } from "@tanstack/react-query";
import { ASSIGNMENT_WAYS, type CampaignDesign } from "@/domain/campaigns/design";
import { useProject } from "../../layout/project-context";
import { useTRPC } from "../../layout/trpc";
import { ErrorState } from "../../ui/error-state";
import { SkeletonLines } from "../../ui/skeleton";
import { ASSIGNMENT_WORDS } from "./assignment-words";
import type { DraftReader } from "./campaign-draft";
import { ChoiceRow } from "./choice-row";
import { FormSection } from "./labelled";
import { NumberField } from "./number-field";
import { PeopleChoice } from "./people-choice";

type ReadersSectionProps = {
  readers: DraftReader[];
  design: CampaignDesign;
  onReaders: (readers: DraftReader[]) => void;
  onDesign: (part: Partial<CampaignDesign>) => void;
};

/** Who reads, and how cases come to them. */
export function ReadersSection({ readers, design, onReaders, onDesign }: ReadersSectionProps) {
  const { project } = useProject();
  const trpc = useTRPC();
  const people = useQuery(trpc.campaigns.possibleReaders.queryOptions({ project: project.slug }));
  return (
    <FormSection title="Readers" about="Readers can be added and removed later, also while the round is open.">
      {people.error ? (
        <ErrorState what="The people" error={people.error} onRetry={() => void people.refetch()} />
      ) : null}
      {people.isPending ? <SkeletonLines lines={3} label="Loading the people" /> : null}
      {people.data ? <PeopleChoice people={people.data} chosen={readers} onChange={onReaders} /> : null}
      <ChoiceRow
        name="assignment"
        legend="How cases come to readers"
        value={design.assignment}
        choices={ASSIGNMENT_WAYS.map((way) => ({ value: way, ...ASSIGNMENT_WORDS[way] }))}
        onChange={(assignment) => onDesign({ assignment })}
      />
      <div className="grid gap-3 sm:grid-cols-3">
        <NumberField
          id="overlap"
          label="Read by several"
          about="Agreement is measured on these; 20 to 30 % and at least 50 sources are usual."
          value={design.overlap}
          min={0}
          max={1}
          percent
          onChange={(overlap) => onDesign({ overlap: overlap ?? design.overlap })}
        />
        <NumberField
          id="readers-of-overlap"
          label="Readers of those"
          value={design.readersOfOverlap}
          min={2}
          max={9}
          whole
          onChange={(count) => onDesign({ readersOfOverlap: count ?? design.readersOfOverlap })}
        />
        {design.assignment === "queue" ? (
          <NumberField
            id="lease"
            label="Minutes that a case is held"
            about="Counted from the last thing saved."
            value={design.leaseMinutes}
            min={1}
            max={1_440}
            whole
            onChange={(minutes) => onDesign({ leaseMinutes: minutes ?? design.leaseMinutes })}
          />
        ) : null}
      </div>
    </FormSection>
  );
}
