/** An index of comorbidities: categories of diagnoses, and weights that add up to scores. */
export interface Comorbidities {
  name: 'charlson' | 'elixhauser';
  /** `prefixes`: beginnings of ICD-10 codes without their point; `I60-I69` all from the one to the other. */
  categories: readonly { name: string; en: string; zh: string; prefixes: string }[];
  /** By name of the weighting: category → weight. */
  weights: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** A category that takes the place of a milder one, where both are there. */
  supersedes: Readonly<Record<string, string>>;
}

/** `I60-I62 B18` → I60, I61, I62, B18. */
export function prefixesOf(text: string): string[] {
  return text.split(/\s+/).flatMap((part) => {
    const [first = '', last] = part.split('-');
    if (last === undefined) return [first];
    const number = (code: string) => Number.parseInt(code.slice(1), 10);
    const width = first.length - 1;
    return Array.from(
      { length: number(last) - number(first) + 1 },
      (_, i) => first.charAt(0) + String(number(first) + i).padStart(width, '0'),
    );
  });
}
