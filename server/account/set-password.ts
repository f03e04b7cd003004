import { createAuth } from "../auth/auth";
import type { Context, Viewer } from "../context";
import { DomainError } from "../errors";

const SHORTEST = 10;
/** Hashing needs neither address nor secret. */
const UNUSED = { url: "http://127.0.0.1", secret: "passwords are hashed without this secret" };

export async function setPassword({ db, viewer }: Pick<Context, "db"> & { viewer: Viewer }, password: string) {
  if (password.length < SHORTEST) {
    throw new DomainError(
      "Validation",
      `A password needs at least ${SHORTEST} characters; this one has ${password.length}.`,
      [{ where: "password", what: "too short", remedy: "Take a sentence that you remember." }],
    );
  }
  const { internalAdapter, password: hasher } = await createAuth({ db, ...UNUSED }).$context;
  const hash = await hasher.hash(password);
  const accounts = await internalAdapter.findAccounts(viewer.userId);
  if (accounts.some((account) => account.providerId === "credential")) {
    await internalAdapter.updatePassword(viewer.userId, hash);
  } else {
    await internalAdapter.linkAccount({
      userId: viewer.userId,
      providerId: "credential",
      accountId: viewer.userId,
      password: hash,
    });
  }
}
