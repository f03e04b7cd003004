import { shortModelName } from "./factual-dpo-name";
import { FACTUAL_PREFIX } from "./sweep-names";

/** A run's name with the name of the model that it trains. */
export type SweptName = { name: string; model: string };
export type SplitName = { prefix: string; short: string };

const headOf = (name: string): string | null => /^(?<head>.+)_delta[\d.]+/.exec(name)?.groups?.head ?? null;

/** What stands before the models' own short names; these end nowhere else. */
function beforeModels(heads: readonly (SweptName & { head: string })[]): string | null {
  const found = heads.map(({ head, model }) => {
    const end = `_${shortModelName(model)}`;
    return head.endsWith(end) ? head.slice(0, -end.length) : "";
  });
  return found[0] && found.every((each) => each === found[0]) ? found[0] : null;
}

/** The longest that all have in common, up to a `_` with something behind it. */
function inCommon(heads: readonly { head: string }[]): string | null {
  const [first = [], ...others] = heads.map(({ head }) => head.split("_").slice(0, -1));
  const end = first.findIndex((part, at) => others.some((each) => each[at] !== part));
  return first.slice(0, end < 0 ? first.length : end).join("_") || null;
}

/**
 * Prefix and short name of each model in names of one sweep, FactualDPO_<short>_delta<v>. Either may hold `_`: one
 * prefix is taken for all, so that they make the same names again. Null where they have none in common.
 */
export function splitSweptNames(names: readonly SweptName[]): SplitName[] | null {
  const heads = names.flatMap(({ name, model }) => {
    const head = headOf(name);
    return head === null ? [] : [{ name, model, head }];
  });
  if (heads.length === 0 || heads.length < names.length) return null;
  const asDocumented = heads.every(({ head }) => head.startsWith(`${FACTUAL_PREFIX}_`)) ? FACTUAL_PREFIX : null;
  const prefix = beforeModels(heads) ?? asDocumented ?? inCommon(heads);
  return prefix ? heads.map(({ head }) => ({ prefix, short: head.slice(prefix.length + 1) })) : null;
}
