import { and, eq, inArray, isNotNull } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { reviewText } from "@/db/schema/campaigns";
import { sha256 } from "../audit/append-audit";

const PER_INSERT = 500;

/** Keeps texts by digest, each once; answers with the digests whose text was erased, which stay without it. */
export async function storeTexts(tx: Transaction, projectId: string, texts: Iterable<string>): Promise<Set<string>> {
  const byDigest = new Map([...new Set(texts)].map((text) => [sha256(text), text]));
  const rows = [...byDigest].map(([digest, text]) => ({ projectId, digest, text }));
  const erased = new Set<string>();
  for (let from = 0; from < rows.length; from += PER_INSERT) {
    const some = rows.slice(from, from + PER_INSERT);
    await tx.insert(reviewText).values(some).onConflictDoNothing();
    const digests = some.map(({ digest }) => digest);
    const gone = await tx
      .select({ digest: reviewText.digest })
      .from(reviewText)
      .where(
        and(eq(reviewText.projectId, projectId), inArray(reviewText.digest, digests), isNotNull(reviewText.erasedAt)),
      );
    for (const { digest } of gone) erased.add(digest);
  }
  return erased;
}
