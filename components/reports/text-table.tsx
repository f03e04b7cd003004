type TextTableProps = {
  caption: string;
  head: readonly string[];
  rows: readonly { key: string; cells: readonly string[] }[];
  /** Column of digests. */
  mono?: number;
};

const cell = "py-1.5 pr-4 text-left align-top";

/** A table of words; its first column names the row. */
export function TextTable({ caption, head, rows, mono }: TextTableProps) {
  return (
    <div className="overflow-x-auto print:overflow-visible">
      <table className="w-full text-sm print:text-xs">
        <caption className="pb-1 text-left text-xs text-muted">{caption}</caption>
        <thead className="border-b border-line text-xs text-muted">
          <tr>
            {head.map((each) => (
              <th key={each} scope="col" className={`${cell} font-normal`}>
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [first, ...others] }) => (
            <tr key={key} className="border-b border-line last:border-0">
              <th scope="row" className={`${cell} font-normal`}>
                {first}
              </th>
              {others.map((each, at) => (
                <td key={head[at + 1]} className={mono === at + 1 ? `${cell} break-all font-mono text-xs` : cell}>
                  {each}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
