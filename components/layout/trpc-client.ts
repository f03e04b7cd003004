import { createTRPCClient, httpBatchStreamLink, httpLink, httpSubscriptionLink, splitLink } from "@trpc/client";
import superjson from "superjson";
import type { AppRouter } from "@/server/router";

/** For an answer of megabytes: in a stream of many it would be cut up and put together again, at four times the time. */
export const ALONE = { context: { alone: true } } as const;

export function createBrowserClient() {
  const url = typeof window === "undefined" ? "http://127.0.0.1/api/trpc" : `${window.location.origin}/api/trpc`;
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === "subscription",
        true: httpSubscriptionLink({ url, transformer: superjson }),
        false: splitLink({
          condition: (operation) => operation.context.alone === true,
          true: httpLink({ url, transformer: superjson, methodOverride: "POST" }),
          false: httpBatchStreamLink({ url, transformer: superjson, methodOverride: "POST" }),
        }),
      }),
    ],
  });
}
