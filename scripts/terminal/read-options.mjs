import { Refusal } from "./refusal.mjs";

/**
 * Takes `--port N` out of a command's arguments.
 * @param {readonly string[]} args
 * @param {number} standard
 * @returns {{ port: number, rest: string[] }}
 */
export function takePort(args, standard) {
  const rest = [];
  let given;
  const waiting = [...args];
  while (waiting.length > 0) {
    const word = waiting.shift();
    const inline = /^--port=(.*)$/.exec(word);
    if (inline) given = inline[1];
    else if (word === "--port") given = waiting.shift() ?? "";
    else rest.push(word);
  }
  if (given === undefined) return { port: standard, rest };
  const port = Number(given);
  if (!/^\d+$/.test(given) || port < 1 || port > 65_535) {
    throw new Refusal(`--port takes a number from 1 to 65535, not "${given}".`);
  }
  return { port, rest };
}
