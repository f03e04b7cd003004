/** In pixels. */
export const NARROWEST_COLUMN = 56;
export const WIDEST_COLUMN = 640;
