import type { TokenScope } from "@/domain/access";

export const SCOPE_WORDS: Readonly<Record<TokenScope, string>> = {
  read: "runs, metrics, logs, datasets",
  log: "read, and log runs of your own programs",
  write: "log, and launch, change and import",
  admin: "everything that you may do",
};
