/** The words of a signature, as they are printed. */
export function Statement({ words }: { words: string }) {
  const lines = words.split("\n");
  return (
    <section aria-label="What is signed" className="grid max-w-prose gap-2 border-l-2 border-accent pl-4 text-base">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  );
}
