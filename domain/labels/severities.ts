import { protocolSchema } from "../campaigns/protocol";

export const SEVERITIES = protocolSchema.parse({}).severities;

/** Of labels that were given without severity. */
export const UNRATED: (typeof SEVERITIES)[number] = {
  id: "not_rated",
  label: "Not rated",
  description: "The labels name no severity.",
  major: false,
};

export function severityOf(name: string): string | null {
  const plain = name.trim().toLowerCase();
  return SEVERITIES.find(({ id, label }) => id === plain || label.toLowerCase() === plain)?.id ?? null;
}
