import { join } from "node:path";
import { CHECKOUT } from "../setup/checkout.mjs";
import { homeFolder } from "../setup/home-folder.mjs";
import { Refusal } from "./refusal.mjs";

const SYSTEM_ERRORS = {
  ENOSPC: (path) => `The disk that holds ${path} is full; free some space and start again.`,
  EDQUOT: (path) => `Your disk quota for ${path} is used up; free some space and start again.`,
  EACCES: (path) =>
    `${path} cannot be written or read by this user; change its permissions, or name another folder in ASSAY_HOME.`,
  EPERM: (path) => `${path} cannot be changed by this user; change its owner, or name another folder in ASSAY_HOME.`,
  EROFS: (path) => `${path} lies on a read-only file system; name a folder that can be written in ASSAY_HOME.`,
  ENOTDIR: (path) => `${path} cannot be made, because a part of its path is a file; name another folder in ASSAY_HOME.`,
};

/**
 * One sentence for a person.
 * @param {unknown} error
 */
export function explainFailure(error) {
  if (error instanceof Refusal) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = /** @type {NodeJS.ErrnoException} */ (error).code ?? "";
  const explain = SYSTEM_ERRORS[code];
  const path = /** @type {NodeJS.ErrnoException} */ (error).path ?? "the folder";
  if (explain && NEEDS_ACCESS.test(code) && path.startsWith(join(CHECKOUT, "/")) && !path.startsWith(homeFolder())) {
    return `Something in this checkout has to be set up first, and this user cannot write ${path}; start Assay once as the owner of the checkout.`;
  }
  if (explain) return explain(path);
  return `${error.message} (ASSAY_DEBUG=1 shows where this comes from)`;
}

const NEEDS_ACCESS = /^(EACCES|EPERM|EROFS)$/;
const FULL_DISK = /no space left on device|disk quota exceeded|ENOSPC/i;

/**
 * What a program's output says about the machine, or null.
 * @param {readonly string[]} lines
 * @param {string} path the folder that the program was filling
 */
export function explainOutput(lines, path) {
  const text = lines.join("\n");
  if (FULL_DISK.test(text)) return SYSTEM_ERRORS.ENOSPC(path);
  if (/EROFS|read-only file system/i.test(text)) return SYSTEM_ERRORS.EROFS(path);
  if (/EACCES|permission denied/i.test(text)) return SYSTEM_ERRORS.EACCES(path);
  return null;
}
