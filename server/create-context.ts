import { readBearerViewer } from "./auth/read-bearer-viewer";
import { isFromTrustedOrigin } from "./auth/trusted-origins";
import { webAuth } from "./auth/web-auth";
import { type Context, services, type Viewer } from "./context";
import { env } from "./env";

/** A cookie counts only on requests from Assay's own pages. */
async function readCookieViewer(headers: Headers): Promise<Viewer | null> {
  if (!isFromTrustedOrigin(headers, env().ASSAY_PUBLIC_URL)) return null;
  const found = await webAuth().api.getSession({ headers });
  if (!found) return null;
  const { id, name, email } = found.user;
  return { userId: id, name, email, sessionId: found.session.id };
}

/** Who asks: an API token where one is sent, the session cookie otherwise. */
export async function createContext(headers: Headers): Promise<Context> {
  const outside = services();
  const authorization = headers.get("authorization");
  const viewer = authorization
    ? await readBearerViewer(outside.db, authorization, outside.now())
    : await readCookieViewer(headers);
  return { ...outside, viewer };
}
