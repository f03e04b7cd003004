import { type Break, reloadAll, type Scene } from "./scene";

const MOST_OUTAGE_MILLISECONDS = 600;

/** The web server dies by SIGKILL in whatever it does, and comes back on the same port. */
export function breakServer(scene: Scene): Break {
  const { site, draw } = scene;
  const reloads = draw(2) === 0;
  return {
    name: reloads ? "killed, page reloaded" : "killed, page stays",
    strike: () => site.killWeb(),
    goesOn: draw(MOST_OUTAGE_MILLISECONDS),
    mend: () => site.startWeb(),
    enter: async () => {
      if (reloads) await reloadAll(scene);
    },
  };
}
