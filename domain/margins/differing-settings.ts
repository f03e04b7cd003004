type Config = Readonly<Record<string, unknown>>;

/** What a sweep varies on purpose, or what stands in columns of its own. */
const OWN: ReadonlySet<string> = new Set(["delta", "seed", "loss", "beta"]);

/** Of each config the settings in which not all of them agree, by name; trainings that differ here are no replicates. */
export function differingSettings(configs: readonly Config[]): Record<string, string>[] {
  const names = [...new Set(configs.flatMap((config) => Object.keys(config)))].filter((name) => !OWN.has(name)).sort();
  const written = (config: Config, name: string) => JSON.stringify(config[name] ?? null);
  const differing = names.filter((name) => new Set(configs.map((config) => written(config, name))).size > 1);
  return configs.map((config) => Object.fromEntries(differing.map((name) => [name, written(config, name)])));
}
