import { CircleSlash, DoorClosed, DoorOpen, Users } from "lucide-react";
import { classNames } from "../ui/class-names";

const STATES = {
  open: { word: "open", icon: DoorOpen, colour: "text-undecided" },
  closed: { word: "closed", icon: DoorClosed, colour: "text-good" },
  people: { word: "by people", icon: Users, colour: "text-ink" },
  absent: { word: "not there", icon: CircleSlash, colour: "text-muted" },
} as const;

/** Whether something can leave by a path: icon, word and colour. */
export function PathState({ state }: { state: keyof typeof STATES }) {
  const { word, icon: Icon, colour } = STATES[state];
  return (
    <span className={classNames("inline-flex items-center gap-1.5 whitespace-nowrap", colour)}>
      <Icon aria-hidden className="size-4" /> {word}
    </span>
  );
}
