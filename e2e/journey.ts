import { test as base, expect, type Page } from "@playwright/test";
import { openAwake } from "./open-awake";
import type { Person } from "./people";
import { seededSite } from "./seeded-site";
import { sessionFile } from "./session";

export const PROJECT = "/projects/clinical-notes";

export type JourneyOptions = {
  /** `real` runs everything, `seeded` is the web alone over the written scenario, one for each worker. */
  site: "real" | "seeded";
  person: Person | null;
};
type Checks = {
  complaints: string[];
  /** A page in a browser of somebody else on the same site; null: of nobody. */
  pageOf: (person: Person | null) => Promise<Page>;
};
const NOBODY = { cookies: [], origins: [] };

/** A page of one person on one of the two sites; what the browser complains about fails the journey. */
export const test = base.extend<JourneyOptions & Checks>({
  site: ["seeded", { option: true }],
  person: ["researcher", { option: true }],
  baseURL: async ({ site }, use) => {
    await use(site === "real" ? process.env.ASSAY_E2E_URL : seededSite().url);
  },
  storageState: async ({ site, person }, use) => {
    await use(person ? sessionFile(site === "real" ? site : seededSite().name, person) : undefined);
  },
  context: async ({ context }, use) => use(openAwake(context)),
  pageOf: async ({ site, browser }, use) => {
    const at = site === "real" ? site : seededSite().name;
    await use(async (person) => {
      const context = await browser.newContext({ storageState: person ? sessionFile(at, person) : NOBODY });
      return openAwake(context).newPage();
    });
  },
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on("console", (message) => {
        if (message.type() !== "error") return;
        complaints.push(`${page.url()}: ${message.text()} (${message.location().url})`);
      });
      page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error.message}`));
      await use(complaints);
      expect(complaints, "errors on the browser's console").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
