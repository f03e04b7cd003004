import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The pins of a requirements file and of those it includes.
 * @param {string} file
 * @returns {Map<string, string>} name to version
 */
export function readRequirements(file) {
  const pins = new Map();
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const included = /^-r\s+(\S+)/.exec(line);
    if (included)
      for (const [name, version] of readRequirements(join(dirname(file), included[1]))) pins.set(name, version);
    const pin = /^([A-Za-z0-9._-]+)==([^\s;]+)/.exec(line);
    if (pin) pins.set(normaliseName(pin[1]), pin[2]);
  }
  return pins;
}

/** As PyPI compares names. @param {string} name */
export function normaliseName(name) {
  return name.toLowerCase().replace(/[-_.]+/g, "-");
}

/**
 * Whether every pin is installed in its version; a build suffix such as +cpu is the same version.
 * @param {ReadonlyMap<string, string>} pins
 * @param {readonly { name: string, version: string }[]} installed
 */
export function pinsInstalled(pins, installed) {
  const versions = new Map(installed.map(({ name, version }) => [normaliseName(name), version.split("+")[0]]));
  return [...pins].every(([name, version]) => versions.get(name) === version);
}
