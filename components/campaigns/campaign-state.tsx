import type { CampaignState as State } from "@/domain/campaigns/campaign-rules";
import { classNames } from "../ui/class-names";
import { STATE_LOOKS } from "./state-words";

export function CampaignState({ state }: { state: State }) {
  const { icon: Icon, ink, word } = STATE_LOOKS[state];
  return (
    <span className={classNames("inline-flex items-center gap-1.5 whitespace-nowrap align-middle text-xs", ink)}>
      <Icon aria-hidden className="size-3.5" />
      {word}
    </span>
  );
}
