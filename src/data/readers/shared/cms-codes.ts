/** Codes that all of CMS's files use. */

/** CMS's code of race. */
export const RACES: Readonly<Record<string, string>> = {
  0: 'unknown',
  1: 'white',
  2: 'black or african american',
  3: 'other race',
  4: 'asian',
  5: 'hispanic',
  6: 'american indian or alaska native',
};
