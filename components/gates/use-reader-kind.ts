"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { REVIEWER_KINDS, type ReviewerKind } from "@/domain/campaigns/reviewers";

/** Whose readings the pages of a round show: in the address, so that a link says the same. */
export function useReaderKind(): [ReviewerKind | null, (kind: ReviewerKind) => void] {
  const path = usePathname();
  const router = useRouter();
  const asked = useSearchParams();
  const kind = REVIEWER_KINDS.find((each) => each === asked.get("readers")) ?? null;
  const choose = (chosen: ReviewerKind) => {
    const next = new URLSearchParams(asked);
    next.set("readers", chosen);
    router.replace(`${path}?${next}`, { scroll: false });
  };
  return [kind, choose];
}
