import { type Break, openTab, type Scene } from "./scene";

/** Every process of the browser dies at once; the profile on disk is what is left. */
export function breakBrowser(scene: Scene): Break {
  const { browser } = scene;
  return {
    name: "killed",
    strike: async () => {
      scene.pages = [];
      await browser.kill();
    },
    goesOn: null,
    mend: () => browser.launch(),
    enter: async () => {
      scene.pages = [await openTab(scene)];
    },
  };
}
