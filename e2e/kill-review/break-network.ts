import { setTimeout as sleep } from "node:timers/promises";
import type { Route } from "@playwright/test";
import { type Break, reloadAll, type Scene } from "./scene";
import { isSave } from "./watch-reader";

const MOST_TRAVEL_MILLISECONDS = 25;
const MOST_OUTAGE_MILLISECONDS = 1_200;

/** Half of the readers reload the page afterwards. */
const enterPerhaps = (scene: Scene) => (scene.draw(2) === 0 ? reloadAll(scene) : Promise.resolve());

function goOffline(scene: Scene): Break {
  const { context } = scene.browser;
  return {
    name: "offline",
    strike: () => context.setOffline(true),
    goesOn: scene.draw(MOST_OUTAGE_MILLISECONDS),
    mend: () => context.setOffline(false),
    enter: () => enterPerhaps(scene),
  };
}

/** What becomes of a delivery once the line is cut. */
const ENDS = {
  /** It was on its way, and never came to the server. */
  "request lost": { before: (route: Route) => route.abort("connectionreset"), after: null },
  /** The server stored it, and nobody hears of that. */
  "answer lost": { before: null, after: (route: Route) => route.abort("connectionreset") },
  /** A proxy in between answers for a server that it does not reach. */
  "proxy answers": {
    before: (route: Route) => route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad gateway</h1>" }),
    after: null,
  },
} as const;

function cutDeliveries(scene: Scene, name: keyof typeof ENDS): Break {
  const { context } = scene.browser;
  const { before, after } = ENDS[name];
  const { draw } = scene;
  let cut = false;
  const carry = async (route: Route) => {
    await sleep(draw(MOST_TRAVEL_MILLISECONDS));
    if (cut && before) return before(route);
    // The server closes connections that stood idle; a browser tries once more, too.
    const response = await route.fetch({ maxRetries: 2 });
    if (cut && after) return after(route);
    return route.fulfill({ response });
  };
  const saves = (url: URL) => isSave(url.href);
  return {
    name,
    prepare: async () => {
      await context.route(saves, carry);
    },
    strike: async () => {
      cut = true;
    },
    goesOn: draw(MOST_OUTAGE_MILLISECONDS),
    mend: async () => {
      cut = false;
    },
    enter: () => enterPerhaps(scene),
    close: () => context.unrouteAll({ behavior: "ignoreErrors" }),
  };
}

export function breakNetwork(scene: Scene): Break {
  const names = ["request lost", "answer lost", "proxy answers"] as const;
  const name = [...names, null][scene.draw(4)];
  return name ? cutDeliveries(scene, name) : goOffline(scene);
}
