export const CAMPAIGN_STATES = ["draft", "open", "paused", "closed"] as const;
export type CampaignState = (typeof CAMPAIGN_STATES)[number];

export const CAMPAIGN_ACTIONS = ["open", "pause", "resume", "extend", "close", "reopen", "discard"] as const;
export type CampaignAction = (typeof CAMPAIGN_ACTIONS)[number];

type Rule = {
  /** Readers may give new verdicts. Marks made before a close are taken even after it, and told apart. */
  reading: boolean;
  /** Everybody of the project may see what single readers said. */
  readingsShown: boolean;
  /** Action to the state it leads to. */
  actions: Partial<Record<CampaignAction, CampaignState | null>>;
};

export const CAMPAIGN_RULES: Readonly<Record<CampaignState, Rule>> = {
  draft: { reading: false, readingsShown: false, actions: { open: "open", discard: null } },
  open: { reading: true, readingsShown: false, actions: { pause: "paused", extend: "open", close: "closed" } },
  paused: { reading: false, readingsShown: false, actions: { resume: "open", extend: "paused", close: "closed" } },
  closed: { reading: false, readingsShown: true, actions: { reopen: "open" } },
};

/** These say why, and the reason stays. */
export const NEEDS_REASON: ReadonlySet<CampaignAction> = new Set(["reopen", "extend"]);

export const CAMPAIGN_ORIGINS = ["generations", "texts", "labels"] as const;
export type CampaignOrigin = (typeof CAMPAIGN_ORIGINS)[number];

/** What a campaign allows now. Labels that came in a file were given elsewhere: nobody reads such a round on. */
export function actionsOf({ state, origin }: { state: CampaignState; origin: CampaignOrigin }): Rule["actions"] {
  return origin === "labels" ? {} : CAMPAIGN_RULES[state].actions;
}
