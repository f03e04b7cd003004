import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient, TRPCClientError, type TRPCLink } from "@trpc/client";
import { observable } from "@trpc/server/observable";
import type { ReactNode } from "react";
import type { AppRouter } from "@/server/router";
import { LiveContext } from "../../live/live-provider";
import { LiveTopics } from "../../live/live-topics";
import { KeysProvider } from "../keys";
import { ProjectProvider } from "../project-context";
import { TRPCProvider } from "../trpc";

const project = { slug: "p", name: "p", role: "researcher" as const };
const person = { name: "Ann", email: "ann@assay.test" };

/**
 * A server that is a function of the procedure's path and its input; what it throws arrives as the error of a request.
 * `topics.tell` is the live stream.
 */
export function serverOf(answer: (path: string, input: unknown) => unknown) {
  const link: TRPCLink<AppRouter> = () => (request) =>
    observable((observer) => {
      const send = async () =>
        observer.next({ result: { type: "data", data: await answer(request.op.path, request.op.input) } });
      send().then(
        () => observer.complete(),
        (error) => observer.error(TRPCClientError.from(error)),
      );
    });
  return {
    queryClient: new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 30_000 } } }),
    trpcClient: createTRPCClient<AppRouter>({ links: [link] }),
    topics: new LiveTopics(),
  };
}

type InProjectProps = { server: ReturnType<typeof serverOf>; children: ReactNode };

/** A page of a project. */
export function InProject({ server: { queryClient, trpcClient, topics }, children }: InProjectProps) {
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
        <LiveContext value={{ topics, state: { kind: "live" } }}>
          <ProjectProvider value={{ project, projects: [project], person }}>
            <KeysProvider>{children}</KeysProvider>
          </ProjectProvider>
        </LiveContext>
      </TRPCProvider>
    </QueryClientProvider>
  );
}
