/** What a Postgres integer and every random number generator of the stages takes. */
export const MOST_SEED = 2_147_483_647;
