const digits = (value) => value.toLocaleString("en", { maximumSignificantDigits: 3 });

function verdict({ value, target }) {
  if (!target) return "";
  const limit = target.atMost ?? target.atLeast;
  const reached = target.atMost === undefined ? value >= limit : value <= limit;
  return `${reached ? "reaches" : "misses"} ${digits(limit)}`;
}

/**
 * One table: name, figure, ratio against the baseline of the same run, and what was promised.
 * @param {readonly { name: string, value: number, unit: string, baseline: number | null, ratio: number | null, target: object | null }[]} rows
 */
export function formatRows(rows) {
  const width = Math.max(...rows.map((row) => row.name.length));
  return rows
    .map((row) => {
      const against = row.baseline === null ? "" : `baseline ${digits(row.baseline)}, ${digits(row.ratio ?? 0)} ×`;
      return [
        row.name.padEnd(width),
        digits(row.value).padStart(10),
        row.unit.padEnd(9),
        against.padEnd(30),
        verdict(row),
      ]
        .join(" ")
        .trimEnd();
    })
    .join("\n");
}
