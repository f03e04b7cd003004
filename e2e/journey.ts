import { test as base, expect } from "@playwright/test";
import type { Person } from "./people";
import { type Site, sessionFile } from "./session";

export const PROJECT = "/projects/clinical-notes";

type Options = {
  /** `real` runs everything, `seeded` is the web alone over the written scenario. */
  site: Site;
  person: Person | null;
};
type Checks = { complaints: string[] };

/** A page of one person on one of the two sites; what the browser complains about fails the journey. */
export const test = base.extend<Options & Checks>({
  site: ["real", { option: true }],
  person: ["researcher", { option: true }],
  baseURL: async ({ site }, use) => {
    await use(process.env[site === "real" ? "ASSAY_E2E_URL" : "ASSAY_E2E_SEEDED_URL"]);
  },
  storageState: async ({ site, person }, use) => {
    await use(person ? sessionFile(site, person) : undefined);
  },
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(`${page.url()}: ${message.text()}`);
      });
      page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
      await use(complaints);
      expect(complaints, "errors on the browser's console").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
