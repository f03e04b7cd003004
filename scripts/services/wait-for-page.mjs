import { get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

const POLL_MILLISECONDS = 20;
const MOST_REDIRECTS = 5;

function fetchStatus(url, redirects = 0) {
  return new Promise((resolve) => {
    const request = get(url, { headers: { accept: "text/html" } }, (response) => {
      response.resume();
      const { statusCode = 0, headers } = response;
      const next = headers.location && redirects < MOST_REDIRECTS ? new URL(headers.location, url) : null;
      response.once("end", () => resolve(next ? fetchStatus(next, redirects + 1) : statusCode));
    });
    request.once("error", () => resolve(0));
    request.setTimeout(30_000, () => request.destroy());
  });
}

const isAnswer = (status) => status >= 200 && status < 500;

/**
 * Waits until the first page is whole.
 * @param {string} url
 * @param {Promise<never>} failure rejects when nobody will ever answer
 */
export async function waitForPage(url, failure) {
  let over = false;
  const answered = (async () => {
    while (!over && !isAnswer(await fetchStatus(url))) await sleep(POLL_MILLISECONDS);
  })();
  try {
    await Promise.race([answered, failure]);
  } finally {
    over = true;
  }
}
