import type { QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { readErrorCode } from "../ui/describe-error";

/** An expired session leads to the sign-in page and back to where the person was. */
export function useSignInWhenExpired(queryClient: QueryClient): void {
  useEffect(() => {
    const leave = (error: unknown) => {
      if (readErrorCode(error) !== "UNAUTHORIZED" || location.pathname.startsWith("/sign-in")) return;
      location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`);
    };
    const stopQueries = queryClient.getQueryCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error") leave(event.action.error);
    });
    const stopMutations = queryClient.getMutationCache().subscribe((event) => {
      if (event.type === "updated" && event.action.type === "error") leave(event.action.error);
    });
    return () => {
      stopQueries();
      stopMutations();
    };
  }, [queryClient]);
}
