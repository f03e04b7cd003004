import { setTimeout as sleep } from "node:timers/promises";
import { expect, PROJECT, test } from "../journey";
import { seededSite } from "../seeded-site";
import { startSeededWeb } from "../seeded-web";

test("when the server is away the page says since when, keeps what it shows, and catches up by itself", async ({
  page,
  complaints,
}) => {
  const { database } = seededSite();
  const first = await startSeededWeb(database);
  const port = Number(new URL(first.url).port);
  let second: Awaited<ReturnType<typeof startSeededWeb>> | undefined;
  try {
    await page.goto(`${first.url}${PROJECT}/runs/seed-running`);
    const connection = page.getByRole("banner").getByRole("status");
    await expect(connection).toHaveText("live");
    await expect(page.getByText("156 of 200 steps")).toBeVisible();
    await expect(page.getByRole("figure", { name: "train/loss" }).getByRole("slider")).toBeVisible();
    await first.stop();
    await expect(connection).toHaveText(/offline since \d\d:\d\d/);
    await expect(page.getByText("156 of 200 steps")).toBeVisible();
    second = await startSeededWeb(database, port);
    await expect(connection).toHaveText("live", { timeout: 20_000 });
    await page.goto("about:blank");
  } finally {
    await (second ?? first).stop();
  }
  // The browser reports every request that the stopped server did not answer.
  const other = complaints.splice(0).filter((complaint) => !/net::ERR_|Failed to fetch|network error/i.test(complaint));
  expect(other).toEqual([]);
});

test("what is typed before the page has come alive is kept and takes effect", async ({ page }) => {
  await page.route(/\/_next\/static\/.*\.js/, async (route) => {
    await sleep(1_500);
    await route.continue();
  });
  await page.goto(`${PROJECT}/runs`, { waitUntil: "commit" });
  const filter = page.getByRole("combobox", { name: "Filter runs" });
  await filter.fill("name = nothing");
  expect(await filter.evaluate((box) => Object.keys(box).some((key) => key.startsWith("__react")))).toBe(false);
  await expect(page.getByText("No run matches this filter")).toBeVisible({ timeout: 20_000 });
  await expect(filter).toHaveValue("name = nothing");
});
