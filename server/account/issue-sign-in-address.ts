import { createAuth } from "../auth/auth";
import type { Context, Viewer } from "../context";
import { env } from "../env";

/** A one-time address that opens a session for the person who asks, for a browser beside their command line. */
export async function issueSignInAddress({ db, viewer }: Pick<Context, "db"> & { viewer: Viewer }): Promise<string> {
  return new Promise((resolve, reject) => {
    const auth = createAuth({
      db,
      url: env().ASSAY_PUBLIC_URL,
      secret: env().ASSAY_SECRET,
      deliverSignInLink: resolve,
    });
    auth.api
      .signInMagicLink({
        body: { email: viewer.email, callbackURL: "/", errorCallbackURL: "/sign-in" },
        headers: new Headers(),
      })
      .catch(reject);
  });
}
