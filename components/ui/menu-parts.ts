"use client";

import type * as Base from "@radix-ui/react-menu";
import { createContext, useContext } from "react";

type MenuParts = Pick<typeof Base, "Item" | "CheckboxItem" | "ItemIndicator" | "Group" | "Label" | "Separator">;

/** What an open menu is made of; it comes with the layer, so that closed menus do not load it. */
export const MenuPartsContext = createContext<MenuParts | null>(null);

export function useMenuParts(): MenuParts {
  const parts = useContext(MenuPartsContext);
  if (!parts) throw new Error("Items of a menu need a Menu around them.");
  return parts;
}
