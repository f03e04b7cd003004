import type { CampaignAction } from "@/domain/campaigns/campaign-rules";

type Words = { button: string; title: string; consequence: string; done: string };

export const ACTION_WORDS: Record<CampaignAction, Words> = {
  open: {
    button: "Open the round",
    title: "Open the round?",
    consequence:
      "Readers get their cases now. Protocol, sample and settled answers stand from here on; names and readers can still change.",
    done: "opened",
  },
  pause: {
    button: "Pause the round",
    title: "Pause the round?",
    consequence: "Nobody gets a new case. Marks that were made, also those still on their way, are kept.",
    done: "paused",
  },
  resume: {
    button: "Resume the round",
    title: "Resume the round?",
    consequence: "Readers get cases again.",
    done: "resumed",
  },
  extend: {
    button: "Extend the round",
    title: "Draw more cases",
    consequence: "By the same design from what was not drawn yet; readers get them behind what they have.",
    done: "extended",
  },
  close: {
    button: "Close the round",
    title: "Close the round?",
    consequence:
      "Nobody can give new verdicts. Marks made before and delivered later still count, and are told apart as late.",
    done: "closed",
  },
  reopen: {
    button: "Reopen the round",
    title: "Reopen the round",
    consequence: "Readers can go on. Whoever saw single readings meanwhile has seen them, so say why.",
    done: "reopened",
  },
  discard: {
    button: "Discard the draft",
    title: "Discard this draft?",
    consequence: "Its cases and settled answers are removed. That it was there stays in the audit chain.",
    done: "discarded",
  },
};
