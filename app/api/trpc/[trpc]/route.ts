import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { createContext } from "@/server/create-context";
import { appRouter } from "@/server/router";

const handle = (request: Request): Promise<Response> =>
  fetchRequestHandler({
    endpoint: "/api/trpc",
    req: request,
    router: appRouter,
    // Queries come as POST: what people search for must not stand in an address, where proxies and logs keep it.
    allowMethodOverride: true,
    createContext: () => createContext(request.headers),
  });

export { handle as GET, handle as POST };
