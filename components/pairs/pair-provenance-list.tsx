import Link from "next/link";
import { formatCounted } from "@/domain/format/number";
import type { PairSide } from "@/domain/pairs/pair-provenance";
import { pageAddress } from "../layout/pages";
import { useProject } from "../layout/project-context";
import type { RouterOutputs } from "../layout/trpc";
import { ComesFrom } from "../lineage/comes-from";
import { LABEL_WORDS, labelWord } from "./pair-words";

type Draft = RouterOutputs["pairs"]["draft"];

const READERS = {
  person: "people",
  simulated: "simulations, which are no people",
  imported: "names of an imported file",
} as const;

/** Where both answers come from: rounds, readers, runs; readers are not named while a round is open again. */
export function PairProvenanceList({ draft }: { draft: Draft }) {
  const { project } = useProject();
  const { provenance, readings, wrote } = draft;
  if (!provenance) return <p className="text-sm text-muted">A file brought this pair; it says no more of it.</p>;
  const named = [...new Set(readings.map(({ reader }, at) => reader ?? `reader ${at + 1}`))];
  const rounds = new Map(readings.map(({ campaign, campaignName }) => [campaign, campaignName]));
  const side = (name: string, { arm, generation, label }: PairSide, h: 0 | 1) => {
    const run = wrote.find(({ id }) => id === generation);
    return (
      <li>
        {name}: {labelWord(h)}, {LABEL_WORDS[label]}
        {run ? (
          <>
            ; written by{" "}
            <Link href={pageAddress(project.slug, `/runs/${run.run}`)} className="underline">
              {run.name}
            </Link>
          </>
        ) : arm ? (
          `; written by ${arm}`
        ) : null}
      </li>
    );
  };
  return (
    <section className="text-sm">
      <h3 className="mb-1 text-xs font-medium text-muted">Where it comes from</h3>
      <ul className="grid gap-1">
        {side("Chosen", provenance.chosen, draft.hChosen)}
        {side("Rejected", provenance.rejected, draft.hRejected)}
        {provenance.edits.length > 0 ? (
          <li>{formatCounted(provenance.edits.length, "edit")} put in on purpose</li>
        ) : null}
        {provenance.readers ? (
          <li>
            Read by {READERS[provenance.readers]}: {named.join(", ")}; their labels:{" "}
            {readings.map(({ id, reader }, at) => (
              <ComesFrom
                key={id}
                subject={{ of: "label", id }}
                what={`the label of ${reader ?? `reader ${at + 1}`}`}
                className="mx-0.5"
              />
            ))}
          </li>
        ) : null}
        {[...rounds].map(([id, name]) => (
          <li key={id}>
            Round{" "}
            <Link href={pageAddress(project.slug, `/campaigns/${id}`)} className="underline">
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
