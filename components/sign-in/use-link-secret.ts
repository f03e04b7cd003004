"use client";

import { useEffect, useState } from "react";

/**
 * What the address ends in behind `#`: a browser sends it to no server. Undefined before the page is alive, null
 * where there is none.
 */
export function useLinkSecret(): string | null | undefined {
  const [secret, setSecret] = useState<string | null>();
  useEffect(() => {
    const read = () => setSecret(location.hash.slice(1) || null);
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
  return secret;
}
