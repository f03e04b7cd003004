/** Lower case letters, digits and _, beginning with a letter, and unlike the others'. */
export function idFromLabel(label: string, place: number, others: readonly { id: string }[]): string {
  const plain = label
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, 36);
  const id = plain === "" ? `type_${place + 1}` : plain;
  const taken = others.some((other, at) => at !== place && other.id === id);
  return taken ? `${id}_${place + 1}` : id;
}
