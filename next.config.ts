import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  serverExternalPackages: ["pdfmake", "postgres"],
  // `npm test` checks all types once; a check here would double the time of a first start.
  typescript: { ignoreBuildErrors: true },
};

export default config;
