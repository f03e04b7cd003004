import type { Metadata } from "next";
import type { ReactNode } from "react";
import { EarlyKeysHeard } from "@/components/layout/early-keys-heard";
import { Providers } from "@/components/layout/providers";
import { Theme } from "@/components/layout/theme";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Assay", template: "%s · Assay" },
  description: "Launches fine-tuning and evaluation of medical language models, and says honestly whether it worked.",
};

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    // Theme sets data-theme before React wakes up.
    <html lang="en" suppressHydrationWarning>
      <body>
        <Theme />
        <Providers>{children}</Providers>
        <EarlyKeysHeard />
      </body>
    </html>
  );
}
