import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "@playwright/test";
import { breakBrowser } from "./break-browser";
import { breakNetwork } from "./break-network";
import { breakServer } from "./break-server";
import { breakTab } from "./break-tab";
import type { Phase } from "./change-record";
import { type Fault, findDoubled, findHalved, findLost, findMisread, marksOf } from "./compare-marks";
import { awaitMoment } from "./moment";
import { typeMarks } from "./reader-keys";
import type { StoredRound } from "./reading-site";
import { type Break, type Kind, type Scene, waitUntilSaved } from "./scene";
import { readUnsent } from "./unsent-marks";

const BREAKS: Readonly<Record<Kind, (scene: Scene) => Break>> = {
  network: breakNetwork,
  server: breakServer,
  tab: breakTab,
  browser: breakBrowser,
};

export type MomentResult = {
  how: string;
  phase: Phase | null;
  /** From mending until everything of before is with the server and the reader can go on. */
  returnMilliseconds: number;
  faults: Fault[];
};

const EMPTIED_MILLISECONDS = 5_000;

/**
 * Asked of the record first, then of the browser, and of the database last, as the reader types on: what was ticked is
 * in the browser by then, and what leaves that is in the database.
 */
async function compareAtBreak({ site, record, campaign }: Scene, page: Page): Promise<Fault[]> {
  const entries = record.list();
  const unsent = await readUnsent(page, site.localKey);
  const stored = await site.readRound(campaign);
  const unread = unsent.unreadable.map((id): Fault => ({ kind: "unread", id, what: "a row of the browser's store" }));
  return [...findLost(entries, stored, unsent.changes), ...unread];
}

async function findLeft({ site }: Scene, page: Page): Promise<Fault[]> {
  for (const end = Date.now() + EMPTIED_MILLISECONDS; ; await sleep(20)) {
    const { changes } = await readUnsent(page, site.localKey);
    if (changes.size === 0) return [];
    if (Date.now() > end)
      return [...changes.keys()].map((id) => ({ kind: "left", id, what: "acknowledged, and still in the browser" }));
  }
}

/** The page shows exactly the marks that the database has of its case. */
async function findMisshown(page: Page, stored: StoredRound): Promise<Fault[]> {
  const { id, marks } = await page.evaluate(() => ({
    id: location.pathname.split("/").at(-1) ?? "",
    marks: [...document.querySelectorAll("[data-mark]")].map((chip) => chip.getAttribute("data-mark") ?? ""),
  }));
  const same = [...new Set(marks)].sort().join() === marksOf(stored, id).join();
  return same ? [] : [{ kind: "misread", id, what: "the page shows other marks" }];
}

async function compareAtRest(scene: Scene): Promise<Fault[]> {
  const { site, record, campaign, pages } = scene;
  const faults: Fault[] = [];
  for (const page of pages) faults.push(...(await findLeft(scene, page)));
  const stored = await site.readRound(campaign);
  const entries = record.list();
  faults.push(...findLost(entries, stored, new Map()), ...findHalved(entries, stored), ...findDoubled(stored));
  faults.push(...findMisread(entries, stored, site.protocol));
  for (const page of pages) faults.push(...(await findMisshown(page, stored)));
  return faults;
}

/** A page of the site that runs nothing of the workspace, so that nothing is sent while the store is read. */
async function lookFromOutside(scene: Scene): Promise<Fault[]> {
  const page = await scene.browser.context.newPage();
  await page.goto("/api/health");
  const faults = await compareAtBreak(scene, page);
  await page.close();
  return faults;
}

async function strikeWhileTyping(scene: Scene, broken: Break) {
  const [page] = scene.pages;
  if (!page) throw new Error("There is no page to type in.");
  const count = { keys: 0 };
  let struck = false;
  let over = false;
  const typing = typeMarks(page, {
    draw: scene.drawKeys,
    isOver: () => over,
    onKey: () => {
      count.keys += 1;
    },
  }).catch((error: unknown) => {
    // A page that died under the keys takes no more of them.
    if (!struck || broken.goesOn !== null) throw error;
  });
  await Promise.race([awaitMoment(scene.draw, scene.record, count), typing]);
  scene.address = page.url();
  const phase = scene.record.phase();
  struck = true;
  over = broken.goesOn === null;
  await broken.strike();
  const stop = async () => {
    over = true;
    await typing;
  };
  return { phase, stop };
}

/** Types, breaks at a random moment, comes back, and compares the record with browser and database. */
export async function runMoment(scene: Scene, kind: Kind): Promise<MomentResult> {
  const broken = BREAKS[kind](scene);
  await broken.prepare?.();
  const { phase, stop } = await strikeWhileTyping(scene, broken);
  const faults: Fault[] = [];
  const [alive] = scene.pages;
  let began = performance.now();
  if (broken.goesOn !== null && alive) {
    faults.push(...(await compareAtBreak(scene, alive)));
    await sleep(broken.goesOn);
    began = performance.now();
    await broken.mend();
    await stop();
  } else {
    await stop();
    began = performance.now();
    await broken.mend();
    const looking = performance.now();
    faults.push(...(await lookFromOutside(scene)));
    began += performance.now() - looking;
  }
  await broken.enter();
  for (const page of scene.pages) await waitUntilSaved(page);
  const returnMilliseconds = performance.now() - began;
  await broken.close?.();
  faults.push(...(await compareAtRest(scene)));
  for (const page of scene.pages.splice(1)) await page.close();
  return { how: broken.name, phase, returnMilliseconds, faults };
}
