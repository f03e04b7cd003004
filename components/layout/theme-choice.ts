export const THEME_CHOICES = ["light", "dark", "system"] as const;
export type ThemeChoice = (typeof THEME_CHOICES)[number];

/** Heard by every part of this tab; other tabs hear the browser's own `storage`. */
export const THEME_EVENT = "assay-theme";
const KEY = "assay-theme";

export function readThemeChoice(): ThemeChoice {
  const stored = localStorage.getItem(KEY);
  return THEME_CHOICES.find((choice) => choice === stored) ?? "system";
}

export function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(KEY, choice);
  dispatchEvent(new Event(THEME_EVENT));
}

/** Its text also runs by itself before the first paint: it must need nothing from outside its braces. */
export function applyTheme(): void {
  const chosen = localStorage.getItem("assay-theme");
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.theme = chosen === "light" || chosen === "dark" ? chosen : system;
}
