type SmallHistogramProps = {
  counts: readonly number[];
  /** Edges of the bins, one more than there are of them. */
  edges: readonly number[];
  color: string;
  mark: number | null;
  label: string;
};

const WIDTH = 132;
const HEIGHT = 32;

/** A histogram in the height of a row; zero is a line, and so is the mark where it lies within. */
export function SmallHistogram({ counts, edges, color, mark, label }: SmallHistogramProps) {
  const most = Math.max(1, ...counts);
  const [low = 0, high = 1] = [edges[0], edges.at(-1)];
  const left = (value: number) => ((value - low) / (high - low || 1)) * WIDTH;
  const bar = WIDTH / Math.max(1, counts.length);
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={label} className="block">
      {counts.map((count, at) => (
        <rect
          key={edges[at]}
          x={at * bar}
          y={HEIGHT - (count / most) * (HEIGHT - 2)}
          width={Math.max(0.5, bar - 0.5)}
          height={(count / most) * (HEIGHT - 2)}
          fill={color}
        />
      ))}
      <line x1={left(0)} x2={left(0)} y1="0" y2={HEIGHT} stroke="var(--line-strong)" />
      {mark !== null && mark >= low && mark <= high ? (
        <line x1={left(mark)} x2={left(mark)} y1="0" y2={HEIGHT} stroke="var(--ink)" strokeDasharray="3 2" />
      ) : null}
    </svg>
  );
}
