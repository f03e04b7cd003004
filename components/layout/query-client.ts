import { defaultShouldDehydrateQuery, QueryClient } from "@tanstack/react-query";
import superjson from "superjson";
import { readErrorCode } from "../ui/describe-error";

/** One recipe for the browser and for prefetching on the server. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Changes arrive by the live subscription, so nothing needs to be asked again on its own.
      queries: { staleTime: 30_000, refetchOnWindowFocus: false, retry: retryLater },
      dehydrate: {
        serializeData: superjson.serialize,
        shouldDehydrateQuery: (query) => defaultShouldDehydrateQuery(query) || query.state.status === "pending",
      },
      hydrate: { deserializeData: superjson.deserialize },
    },
  });
}

const FINAL_CODES = ["UNAUTHORIZED", "FORBIDDEN", "NOT_FOUND", "BAD_REQUEST", "CONFLICT", "UNPROCESSABLE_CONTENT"];

function retryLater(failures: number, error: Error): boolean {
  if (failures >= 2) return false;
  const code = readErrorCode(error);
  return code === null || !FINAL_CODES.includes(code);
}
