import type { Operation } from "../operation";

type Group = { slug: string; title: string; nouns: readonly string[] };

/** For what nobody has given a chapter yet; a test says when it is not empty. */
const MORE: Group = { slug: "more", title: "More", nouns: [] };

/** Chapters of the reference, each with the nouns in it. */
export const GROUPS: readonly Group[] = [
  { slug: "projects", title: "Projects and tokens", nouns: ["projects", "tokens", "account"] },
  { slug: "runs", title: "Runs", nouns: ["runs", "sweeps", "stages", "attempts", "lineage", "studies"] },
  { slug: "metrics", title: "Metrics and logs", nouns: ["series", "logs"] },
  {
    slug: "results",
    title: "Results",
    nouns: ["compare", "reports", "evaluations", "generations", "margins", "artifacts"],
  },
  { slug: "data", title: "Datasets and models", nouns: ["datasets", "pairs", "erasures", "models"] },
  { slug: "views", title: "Views and charts", nouns: ["views", "charts"] },
  { slug: "campaigns", title: "Campaigns and labels", nouns: ["campaigns", "labels"] },
  { slug: "reviews", title: "Reviews", nouns: ["reviews"] },
  { slug: "gates", title: "Results of rounds and gates", nouns: ["gates"] },
  { slug: "people", title: "People, secrets, egress, audit", nouns: ["people", "secrets", "egress", "audit"] },
  MORE,
];

export function groupOf({ id }: Pick<Operation, "id">): Group {
  const [noun = id] = id.split(".");
  return GROUPS.find(({ nouns }) => nouns.some((each) => each === noun)) ?? MORE;
}
