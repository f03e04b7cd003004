/** google/gemma-2-9b-it is gemma2-9b: family and generation together, without what says that it was instructed. */
export function shortModelName(name: string): string {
  const last = name.split("/").at(-1) ?? name;
  return last
    .trim()
    .toLowerCase()
    .replace(/[-_ ](it|instruct|chat)$/, "")
    .replace(/^([a-z]+)-(?=\d)/, "$1")
    .replace(/[^a-z0-9.]+/g, "-")
    .replace(/^-+|-+$/g, "");
}

/** FactualDPO_<short>_delta<v>, as AIXpert's pipeline tags its runs. */
export function factualDpoName(model: string, delta: number): string {
  return `FactualDPO_${shortModelName(model)}_delta${delta}`.slice(0, 110);
}
