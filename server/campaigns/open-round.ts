import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { type campaign, campaignCase } from "@/db/schema/campaigns";
import { missingToOpen } from "@/domain/campaigns/ready-to-open";
import { planTurns } from "@/domain/campaigns/round-cases";
import { DomainError } from "../errors";
import type { At } from "./make-cases";
import { readReaders, readRoundCases } from "./read-round";
import { storeTurns } from "./store-turns";

type CampaignRow = typeof campaign.$inferSelect;

/** Makes the turns of every reader; refused with all that is missing. */
export async function openRound(
  tx: Transaction,
  at: At,
  row: CampaignRow,
  { now, simulated }: { now: Date; simulated: boolean },
) {
  const readers = await readReaders(tx, at);
  const cases = await readRoundCases(tx, at);
  const count = (kind: (typeof cases)[number]["kind"]) => cases.filter((each) => each.kind === kind).length;
  const lacking = missingToOpen(row, {
    readers: readers.length,
    sample: count("sample"),
    practice: count("practice"),
    planted: count("planted"),
    clean: count("clean"),
  });
  const missing = lacking.filter(({ where }) => !simulated || where !== "readers");
  if (missing.length > 0) throw new DomainError("InvalidState", "The round cannot be opened yet.", missing);
  const turns = planTurns({ cases, readers }, row.design);
  await storeTurns(tx, at, { turns, sideBySide: row.protocol.mode === "side-by-side", now });
  await tx
    .update(campaignCase)
    .set({ readings: readers.length })
    .where(
      and(eq(campaignCase.campaignId, at.campaignId), inArray(campaignCase.kind, ["practice", "planted", "clean"])),
    );
  return { readers: readers.length, turns: turns.length };
}
