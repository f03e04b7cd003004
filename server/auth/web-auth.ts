import { services } from "../context";
import { env } from "../env";
import { type Auth, createAuth } from "./auth";

let made: Auth | undefined;

/** The web process's own instance; made at the first request because the build has no environment. */
export function webAuth(): Auth {
  made ??= createAuth({ db: services().db, url: env().ASSAY_PUBLIC_URL, secret: env().ASSAY_SECRET });
  return made;
}
