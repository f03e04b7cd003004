import { resolve } from "node:path";
import { inCheckout } from "./checkout.mjs";

/** The folder of all data: ASSAY_HOME, or .assay in the checkout. */
export function homeFolder() {
  const named = process.env.ASSAY_HOME;
  return named ? resolve(process.env.INIT_CWD ?? process.cwd(), named) : inCheckout(".assay");
}
