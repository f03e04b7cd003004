import type { Look, Move } from "./node-move";
import { readStudyResult } from "./read-study-result";

/** Done as soon as the mixed round is closed; its numbers are computed anew whenever somebody looks. */
export async function advanceComparison({ services, of, node }: Look): Promise<Move | null> {
  const result = await readStudyResult(services, of, node.key);
  if (result.state === "none") return { to: "people", why: result.reason };
  const { verdict } = result;
  return { to: "done", why: null, headline: verdict ? `${verdict.claim} ${verdict.evidence}` : null };
}
