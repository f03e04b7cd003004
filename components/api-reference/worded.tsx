/** A sentence in which what stands between backticks is code. */
export function Worded({ text }: { text: string }) {
  return text.split("`").map((part, index) => {
    const key = `${index} ${part}`;
    return index % 2 === 1 ? (
      <code key={key} className="rounded bg-sunken px-1 py-px text-ink">
        {part}
      </code>
    ) : (
      <span key={key}>{part}</span>
    );
  });
}
