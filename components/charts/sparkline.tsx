type SparklineProps = {
  values: readonly (number | null)[];
  color: string;
  /** In words, for those who do not see it. */
  label: string;
  width?: number;
  height?: number;
};

const AIR = 2;

/** The run of a value in the space of a word. Plain SVG: tables draw hundreds and load no chart library. */
export function Sparkline({ values, color, label, width = 84, height = 20 }: SparklineProps) {
  const finite = values.filter((value): value is number => value !== null && Number.isFinite(value));
  if (finite.length === 0) return null;
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  const x = (index: number) => (values.length === 1 ? width / 2 : (index / (values.length - 1)) * width);
  const y = (value: number) =>
    high === low ? height / 2 : height - AIR - ((value - low) / (high - low)) * (height - 2 * AIR);
  let path = "";
  let pen = false;
  values.forEach((value, index) => {
    const drawable = value !== null && Number.isFinite(value);
    if (drawable) path += `${pen ? "L" : "M"}${x(index).toFixed(1)},${y(value).toFixed(1)}`;
    pen = drawable;
  });
  const lastIndex = values.findLastIndex((value) => value !== null && Number.isFinite(value));
  const last = values[lastIndex] ?? low;
  return (
    <svg width={width} height={height} role="img" aria-label={label} className="overflow-visible">
      <path d={path} fill="none" stroke={color} strokeWidth={1.5} strokeLinejoin="round" />
      {finite.length === 1 ? <circle cx={x(lastIndex)} cy={y(last)} r={2} fill={color} /> : null}
    </svg>
  );
}
