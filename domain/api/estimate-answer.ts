import { estimateSchema } from "../estimate";

export const estimateAnswer = estimateSchema.meta({
  id: "Estimate",
  description: "A number with what it rests on, or null with the reason. Never read the value without n and interval.",
});
