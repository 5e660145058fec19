/**
 * What CMS announces for each payment year: which models count and with what share, what scores are divided by (normalisation), and what is
 * taken off for the coding of Medicare Advantage. 42 CFR 422.308(c); the yearly Announcement of Medicare Advantage Capitation Rates.
 *
 * Shares: CMS fact sheets of the 2024, 2025 and 2026 Rate Announcements (V28 phased in over three years: 33, 67, 100 %). Factors: as coded
 * in an independent open program that names the Announcements as its source; the Announcements' own text was not read, so they are marked
 * unverified. Earlier years than 2022 blended models and sources of diagnoses that are not held here.
 */
export interface HccPart {
  model: string;
  /** Exact decimal text; the parts of a year add up to 1. */
  share: string;
  normalization: string;
  /** Share taken off. */
  coding: string;
}

interface HccYear {
  year: number;
  parts: readonly HccPart[];
  source: string;
  unverified?: true;
}

const CODING = '0.059';
const part = (model: string, share: string, normalization: string): HccPart => ({
  model,
  share,
  normalization,
  coding: CODING,
});

export const HCC_YEARS: readonly HccYear[] = [
  {
    year: 2022,
    parts: [part('V24', '1', '1.118')],
    source: 'CMS, CY 2022 Rate Announcement',
    unverified: true,
  },
  {
    year: 2023,
    parts: [part('V24', '1', '1.127')],
    source: 'CMS, CY 2023 Rate Announcement',
    unverified: true,
  },
  {
    year: 2024,
    parts: [part('V24', '0.67', '1.146'), part('V28', '0.33', '1.015')],
    source: 'CMS, CY 2024 Rate Announcement',
    unverified: true,
  },
  {
    year: 2025,
    parts: [part('V24', '0.33', '1.153'), part('V28', '0.67', '1.045')],
    source: 'CMS, CY 2025 Rate Announcement',
    unverified: true,
  },
  {
    year: 2026,
    parts: [part('V28', '1', '1.067')],
    source: 'CMS, CY 2026 Rate Announcement',
    unverified: true,
  },
];

/** Normalised, adjusted and blended: each step rounded half up to three decimals, as CMS rounds scores; whole thousandths, exactly. */
export function paidScore(
  raws: readonly string[],
  parts: readonly Pick<HccPart, 'share' | 'normalization' | 'coding'>[],
): { adjusted: string[]; score: string } {
  const adjusted = parts.map(({ normalization, coding }, i) => {
    const normal = rounded(`(${raws[i]} * 1000)::hugeint * 1000000`, millionths(normalization));
    return rounded(`${normal} * (1000000 - ${millionths(coding)})`, '1000000');
  });
  const sum = parts.map(({ share }, i) => `${adjusted[i]} * ${millionths(share)}`).join(' + ');
  return { adjusted: adjusted.map(decimal), score: decimal(rounded(`(${sum})`, '1000000')) };
}

/** Raw scores may be below zero (a dialysis model takes off). */
function rounded(over: string, under: string): string {
  return `(sign(${over})::hugeint * ((2 * abs(${over}) + ${under}) // (2 * ${under})))`;
}

const millionths = (value: string) => `(${value}::decimal(18, 6) * 1000000)::hugeint`;
const decimal = (units: string) => `(${units})::decimal(15, 0) * 0.001::decimal(3, 3)`;
