import { hashPassword, verifyPassword } from "better-auth/crypto";
import { describePasswordFault } from "@/domain/people/password-rule";
import { DomainError } from "../errors";

/** The hash that better-auth checks at sign-in; a password that breaks the rule is refused before. */
export async function hashNewPassword(password: string): Promise<string> {
  const fault = describePasswordFault(password);
  if (fault) {
    throw new DomainError("Validation", fault, [
      { where: "password", what: fault, remedy: "Take a sentence that you remember." },
    ]);
  }
  return hashPassword(password);
}

export function isPasswordOf(hash: string, password: string): Promise<boolean> {
  return verifyPassword({ hash, password });
}
