/** Postgres takes 65,535 parameters in one statement. */
const PARAMETERS_MAX = 65_000;

/** Rows in slices that one statement of `columns` parameters a row can take. */
export function* insertSlices<Row>(rows: readonly Row[], columns: number): Generator<Row[]> {
  const most = Math.floor(PARAMETERS_MAX / columns);
  for (let start = 0; start < rows.length; start += most) yield rows.slice(start, start + most);
}
