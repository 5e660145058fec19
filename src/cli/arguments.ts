/** What stands on the command line, taken apart. A value that cannot be read is reported, never guessed at. */
import { distance } from 'fastest-levenshtein';
import { resolve } from 'node:path';
import { reporter, type Diagnostic, type Lang } from '../language/diagnostic.ts';
import { add, compare, decimalText, parseDecimal } from '../engine/decimal.ts';
import { minorUnit } from '../language/documents/currencies.ts';
import { meant, messages } from './messages/diagnostics.ts';

export const report = reporter(messages);

/** Stops a command; `main` shows the diagnostics and exits with 2. */
export class CallError extends Error {
  readonly diagnostics: Diagnostic[];
  constructor(...diagnostics: Diagnostic[]) {
    super(diagnostics.map(({ message }) => message.en).join('\n'));
    this.diagnostics = diagnostics;
  }
}

/** The closest of `names`, if one is close enough to have been meant. */
export function closest(name: string, names: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of names) {
    const apart = distance(name.toLowerCase(), candidate.toLowerCase());
    if (apart < least) [best, least] = [candidate, apart];
  }
  return best;
}

/** "Did you mean …? " in each language, or nothing. For a hint's `{meant}`. */
export function didYouMean(diagnostic: Diagnostic, name: string, names: readonly string[]): Diagnostic {
  const found = closest(name, names);
  const words = (lang: Lang) => (found === undefined ? '' : meant[lang].replace('{name}', found));
  if (!diagnostic.hint) return diagnostic;
  return {
    ...diagnostic,
    data: { ...diagnostic.data, ...(found !== undefined && { suggestion: found }) },
    hint: {
      en: diagnostic.hint.en.replace('{meant}', words('en')),
      zh: diagnostic.hint.zh.replace('{meant}', words('zh')),
    },
  };
}

/** `NAME=VALUE`, cut at the first `=`. */
function assignment(option: string, text: string, form: string): [name: string, value: string] {
  const at = text.indexOf('=');
  if (at < 1) throw new CallError(report('bad-option', { option, value: text, form }));
  return [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

export function assignments(option: string, texts: readonly string[], form: string): Record<string, string> {
  return Object.fromEntries(texts.map((text) => assignment(option, text, form)));
}

/** `--table ENTITY=FILE`: entity → absolute path. */
export function tableFiles(texts: readonly string[]): Record<string, string> {
  const given = assignments('--table', texts, 'ENTITY=FILE');
  return Object.fromEntries(Object.entries(given).map(([entity, file]) => [entity, resolve(file)]));
}

export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new CallError(report('bad-option', { option, value: text, form: `${least}…${most}` }));
}

export function isoDate(option: string, text: string): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (date && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)) return text;
  throw new CallError(report('bad-option', { option, value: text, form: 'YYYY-MM-DD' }));
}

/** A currency by its code, in whatever letters; what the amounts of data are in that do not say it. */
export function currencyOption(text: string | undefined): string | undefined {
  const code = text?.toUpperCase();
  // `XXX`: no currency involved.
  if (text === undefined || (code !== undefined && code !== 'XXX' && minorUnit(code) !== undefined))
    return code;
  throw new CallError(
    report('bad-option', { option: '--currency', value: text, form: 'CNY | USD | … (ISO 4217)' }),
  );
}

/** A margin: 0 or more. */
export function margin(option: string, text: string): string {
  const value = parseDecimal(text);
  if (value && value.digits >= 0n) return text;
  throw new CallError(report('bad-option', { option, value: text, form: '0.01' }));
}

/** `stratum=A1001,esrd`; `agreement` alone is its one row. */
export function rowOf(text: string): { entity: string; key: string } {
  if (text === 'agreement') return { entity: text, key: '' };
  const [entity, key] = assignment('ENTITY=KEY', text, 'aco=A1001, stratum=A1001,esrd');
  return { entity, key };
}

const MOST_SCENARIOS = 1_000;

/**
 * The scenarios of `--set` and `--grid`: one for each combination of the grids' steps, each with all that is set.
 * `share=0.4..0.6/0.1` is 0.4, 0.5, 0.6, exactly.
 */
export function scenariosOf(sets: readonly string[], grids: readonly string[]): Record<string, string>[] {
  const fixed = assignments('--set', sets, 'PARAM=VALUE');
  if (sets.length + grids.length === 0) throw new CallError(report('no-scenario'));
  let scenarios: Record<string, string>[] = [fixed];
  for (const text of grids) {
    const [name, range] = assignment('--grid', text, GRID);
    const values = gridValues(text, range);
    const count = scenarios.length * values.length;
    if (count > MOST_SCENARIOS)
      throw new CallError(report('grid-too-large', { count, most: MOST_SCENARIOS }));
    scenarios = scenarios.flatMap((scenario) => values.map((value) => ({ ...scenario, [name]: value })));
  }
  return scenarios;
}

const GRID = 'PARAM=from..to/step, sharing_rate=0.4..0.6/0.05';

function gridValues(text: string, range: string): string[] {
  const match = /^(-?[\d.]+?)\.\.(-?[\d.]+)\/([\d.]+)$/.exec(range);
  const [from, to, step] = (match?.slice(1) ?? []).map(parseDecimal);
  if (!from || !to || !step || step.digits <= 0n || compare(from, to) > 0) {
    throw new CallError(report('bad-option', { option: '--grid', value: text, form: GRID }));
  }
  const scale = Math.max(from.scale, step.scale);
  const values: string[] = [];
  for (let value = from; compare(value, to) <= 0; value = add(value, step)) {
    values.push(decimalText(value, scale));
    if (values.length > MOST_SCENARIOS) {
      throw new CallError(report('grid-too-large', { count: `> ${MOST_SCENARIOS}`, most: MOST_SCENARIOS }));
    }
  }
  return values;
}
