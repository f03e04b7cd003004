import type { Metadata } from "next";
import { InviteView } from "@/components/sign-in/invite-view";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

export default function InvitePage() {
  return <InviteView />;
}
