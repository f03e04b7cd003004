import Link from "next/link";
import type { ImportState } from "@/domain/datasets/import-rules";
import { pageAddress } from "../layout/pages";
import { useProject } from "../layout/project-context";
import type { RouterOutputs } from "../layout/trpc";
import { Badge, type Tone } from "../ui/badge";
import { BytesText } from "../ui/number/bytes-text";
import { RelativeTime } from "../ui/number/relative-time";

export const STATE_WORDS: Readonly<Record<ImportState, { word: string; tone: Tone }>> = {
  receiving: { word: "arriving", tone: "accent" },
  examining: { word: "being read", tone: "accent" },
  waiting: { word: "waits for you", tone: "undecided" },
  storing: { word: "being stored", tone: "accent" },
  stored: { word: "stored", tone: "good" },
  failed: { word: "could not be read", tone: "bad" },
  cancelled: { word: "discarded", tone: "neutral" },
};

type OpenImportsProps = { items: RouterOutputs["datasets"]["imports"]["list"]["items"] };

/** Files that were brought and are not stored yet. */
export function OpenImports({ items }: OpenImportsProps) {
  const { project } = useProject();
  if (items.length === 0) return null;
  return (
    <section aria-label="Imports" className="mx-4 mb-3 rounded-lg border border-line">
      <ul className="divide-y divide-line">
        {items.map(({ id, fileName, bytes, state, createdAt }) => (
          <li key={id} className="flex h-9 items-center gap-3 px-3 text-sm">
            <Link
              href={pageAddress(project.slug, `/datasets/imports/${id}`)}
              className="min-w-0 truncate font-medium hover:underline"
            >
              {fileName}
            </Link>
            <Badge tone={STATE_WORDS[state].tone}>{STATE_WORDS[state].word}</Badge>
            <span className="ml-auto text-muted">{state === "receiving" ? null : <BytesText bytes={bytes} />}</span>
            <RelativeTime time={createdAt} className="w-24 text-right text-muted" />
          </li>
        ))}
      </ul>
    </section>
  );
}
