"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Toaster } from "../ui/toaster";
import { createQueryClient } from "./query-client";
import { TRPCProvider } from "./trpc";
import { createBrowserClient } from "./trpc-client";
import { useSignInWhenExpired } from "./use-sign-in-when-expired";

export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [client] = useState(createBrowserClient);
  useSignInWhenExpired(queryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={client} queryClient={queryClient}>
        {children}
        <Toaster />
      </TRPCProvider>
    </QueryClientProvider>
  );
}
