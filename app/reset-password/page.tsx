import type { Metadata } from "next";
import { ResetPasswordView } from "@/components/sign-in/reset-password-view";

export const metadata: Metadata = { title: "New password", referrer: "no-referrer" };

export default function ResetPasswordPage() {
  return <ResetPasswordView />;
}
