/**
 * Categories of ICD-10 that only one sex has, and ages a diagnosis cannot have. After WHO's list of categories limited to one sex (ICD-10 volume 2), as
 * generally known: its text was not read here, so what is doubtful was left out (Q56, C79.6, E30, F52). Held against the official text of CHS-DRG 1.1: none of the diagnoses of
 * women is in its category of men's diseases (MDCM), none of men in those of women's and of births (MDCN, MDCO). `*` stands for all that begin so.
 */
export const MALE_DIAGNOSES =
  'B26.0* C60* C61* C62* C63* D07.4* D07.5* D07.6* D29* D40* E29* E89.5* I86.1* L29.1* N40* N41* N42* N43* N44* N45* N46* N47* N48* N49* N50* N51* Q53* Q54* ' +
  'Q55* R86* S31.2* S31.3* Z12.5*';

export const FEMALE_DIAGNOSES =
  'A34* B37.3* C51* C52* C53* C54* C55* C56* C57* C58* D06* D07.0* D07.1* D07.2* D07.3* D25* D26* D27* D28* D39* E28* E89.4* F53* I86.3* L29.2* M80.0* M81.0* M81.1* ' +
  'M83.0* N70* N71* N72* N73* N75* N76* N77* N80* N81* N82* N83* N84* N85* N86* N87* N88* N89* N90* N91* N92* N93* N94* N95* N96* N97* N98* N99.2* N99.3* O* ' +
  'P54.6* Q50* Q51* Q52* R87* S31.4* S37.4* S37.5* S37.6* T19.2* T19.3* Z01.4* Z12.4* Z30.1* Z30.3* Z30.5* Z32* Z33* Z34* Z35* Z36* Z39*';

/** ICD-9-CM-3: operations on male genital organs are 60–64, on female ones and obstetrical procedures 65–75 (chapters 11, 12 and 13). */
export const MALE_PROCEDURES = '60* 61* 62* 63* 64*';
export const FEMALE_PROCEDURES = '65* 66* 67* 68* 69* 70* 71* 72* 73* 74* 75*';

/** Whole years; `days` under a year. From the meaning of the codes; ages ours, unverified. */
export const AGES: readonly { codes: string; least?: number; most?: number; mostDays?: number }[] = [
  // Conditions originating in the perinatal period as the reason of a stay; CHS-DRG 1.1 groups them under one year of age only (MDCP, PV1).
  { codes: 'P*', most: 0 },
  { codes: 'Z38*', mostDays: 28 },
  { codes: 'O*', least: 10, most: 60 },
  { codes: 'N95*', least: 25 },
  { codes: 'N40*', least: 30 },
  { codes: 'F00* F01* F03*', least: 18 },
  { codes: 'R54*', least: 60 },
  { codes: 'M81.0*', least: 40 },
  { codes: 'H25*', least: 30 },
];
