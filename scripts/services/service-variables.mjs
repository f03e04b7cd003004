import { embeddedModelFile } from "../setup/ensure-embedded-model.mjs";
import { readSecret } from "../setup/home.mjs";
import { ENVIRONMENT_PYTHON } from "../setup/python-environment.mjs";

/**
 * What server/env.ts reads.
 * @param {{ home: string, url: string, publicUrl: string, databaseUrl: string, mode: "production" | "development" }} where
 */
export function serviceVariables({ home, url, publicUrl, databaseUrl, mode }) {
  return {
    ...process.env,
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: databaseUrl,
    ASSAY_HOME: home,
    ASSAY_URL: url,
    ASSAY_PUBLIC_URL: publicUrl,
    ASSAY_SECRET: process.env.ASSAY_SECRET ?? readSecret(home, "secret"),
    ASSAY_PYTHON: ENVIRONMENT_PYTHON,
    ASSAY_EMBEDDED_MODEL: embeddedModelFile(home),
  };
}
