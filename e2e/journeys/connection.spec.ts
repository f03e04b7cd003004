import { expect, PROJECT, test } from "../journey";
import { startSeededWeb } from "../seeded-web";

test.use({ site: "seeded" });

test("when the server is away the page says since when, keeps what it shows, and catches up by itself", async ({
  page,
  complaints,
}) => {
  const database = process.env.ASSAY_E2E_SEEDED_DATABASE ?? "";
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
