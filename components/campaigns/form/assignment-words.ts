import type { CampaignDesign } from "@/domain/campaigns/design";

export const ASSIGNMENT_WORDS: Record<CampaignDesign["assignment"], { title: string; about: string }> = {
  balanced: { title: "Balanced", about: "Mixed at random by hours; every pair of readers shares about as many." },
  fixed: { title: "Fixed", about: "One block of the sample a reader, in its order." },
  queue: { title: "Queue", about: "Whoever is free takes the next; nobody else gets it meanwhile." },
};
