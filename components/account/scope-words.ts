import type { TokenScope } from "@/domain/access";

export const SCOPE_WORDS: Readonly<Record<TokenScope, string>> = {
  read: "read runs, metrics, logs, datasets",
  log: "and log runs of your own programs",
  write: "and launch, change and import",
  admin: "and everything else that you may do",
};
