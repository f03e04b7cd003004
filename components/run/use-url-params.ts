"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback } from "react";

/** Choices that survive back and reload because they live in the address; null takes one out. */
export function useUrlParams() {
  const params = useSearchParams();
  const pathname = usePathname();
  const set = useCallback(
    (changes: Record<string, string | null>) => {
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === "") next.delete(name);
        else next.set(name, value);
      }
      const query = next.toString();
      window.history.replaceState(null, "", query ? `${pathname}?${query}` : pathname);
    },
    [pathname],
  );
  return { params, set };
}
