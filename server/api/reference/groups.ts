import type { Operation } from "../operation";

/** Chapters of the reference, each with the nouns in it. */
export const GROUPS = [
  { slug: "projects", title: "Projects and tokens", nouns: ["projects", "tokens", "account"] },
  { slug: "runs", title: "Runs", nouns: ["runs", "stages", "attempts", "lineage", "studies"] },
  { slug: "metrics", title: "Metrics and logs", nouns: ["series", "logs"] },
  { slug: "results", title: "Results", nouns: ["compare", "evaluations", "generations", "artifacts"] },
  { slug: "data", title: "Datasets and models", nouns: ["datasets", "models"] },
  { slug: "views", title: "Views and charts", nouns: ["views", "charts"] },
  { slug: "people", title: "People, secrets, egress", nouns: ["people", "secrets", "egress"] },
] as const;

export type Group = (typeof GROUPS)[number];

export function groupOf({ id }: Pick<Operation, "id">): Group {
  const [noun = id] = id.split(".");
  const found = GROUPS.find(({ nouns }) => nouns.some((each) => each === noun));
  if (!found) throw new Error(`${id} stands in no chapter of the reference.`);
  return found;
}
