import type { CampaignDesign } from "@/domain/campaigns/design";
import { formatCounted } from "@/domain/format/number";
import { ChoiceRow } from "./choice-row";

type ItemPairsChoiceProps = {
  arms: number;
  value: CampaignDesign["itemPairs"];
  onChange: (itemPairs: CampaignDesign["itemPairs"]) => void;
};

/** Of several arms side by side: which of them stand beside each other. */
export function ItemPairsChoice({ arms, value, onChange }: ItemPairsChoiceProps) {
  const pairs = formatCounted((arms * (arms - 1)) / 2, "pair");
  return (
    <ChoiceRow
      name="item-pairs"
      legend={`Of ${arms} arms, side by side stand`}
      value={value}
      choices={[
        {
          value: "one",
          title: "One pair a source",
          about: `A reader sees each source once; all ${pairs} of arms come equally often.`,
        },
        {
          value: "all",
          title: "Every pair of each source",
          about: `${pairs} of notes a source, kept apart; more cases, and each pair of arms on the same sources.`,
        },
      ]}
      onChange={onChange}
    />
  );
}
