"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Menu, MenuChoice, MenuItem, MenuSeparator } from "../ui/menu";
import { useProject } from "./project-context";
import { useLayers } from "./shell-keys";
import { signOut } from "./sign-out";
import { chooseTheme, readThemeChoice, THEME_CHOICES, type ThemeChoice } from "./theme-choice";

const THEME_WORDS: Record<ThemeChoice, string> = { light: "Light", dark: "Dark", system: "As the system" };

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return ((words[0]?.[0] ?? "") + (words[1]?.[0] ?? words[0]?.[1] ?? "")).toUpperCase();
}

export function UserMenu() {
  const { person, project } = useProject();
  const { openKeySheet } = useLayers();
  const router = useRouter();
  const [theme, setTheme] = useState<ThemeChoice>("system");
  useEffect(() => setTheme(readThemeChoice()), []);
  const choose = (choice: ThemeChoice) => {
    chooseTheme(choice);
    setTheme(choice);
  };
  return (
    <Menu
      trigger={(trigger) => (
        <button
          {...trigger}
          type="button"
          aria-label={`${person.name}: account, theme, keys, sign out`}
          className="grid size-7 place-items-center rounded-full bg-accent-soft text-[11px] font-semibold text-accent"
        >
          {initials(person.name)}
        </button>
      )}
    >
      <div className="px-2 py-1.5 text-xs text-muted">
        <p className="text-sm font-medium text-ink">{person.name}</p>
        <p>{person.email}</p>
        <p>{project.role} here</p>
      </div>
      <MenuSeparator />
      <MenuChoice
        label="Theme"
        value={theme}
        options={THEME_CHOICES.map((value) => ({ value, label: THEME_WORDS[value] }))}
        onChange={choose}
      />
      <MenuSeparator />
      <MenuItem hint="?" onSelect={openKeySheet}>
        Keys
      </MenuItem>
      <MenuItem onSelect={() => router.push("/account")}>Your account</MenuItem>
      <MenuItem onSelect={() => router.push("/api-reference")}>API reference</MenuItem>
      <MenuItem onSelect={() => void signOut()}>Sign out</MenuItem>
    </Menu>
  );
}
