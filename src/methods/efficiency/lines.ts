/** What the page, the terminal and the CSV say alike. */
import { fill } from '../../language/diagnostic.ts';
import type { Lang } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';
import type { FigureName } from './figures.ts';
import { FIGURES } from './figures.ts';
import { reportWords as words, unknownWords } from './messages/words.ts';
import type { EfficiencyReport, GroupReport, UnitReport } from './report.ts';

/** Share of money and of people as per cent; others as they are, thousands apart. */
export function shown(name: FigureName, text: string | null): string {
  if (text === null) return '';
  const { kind } = FIGURES[name];
  return kind === 'share' || kind === 'proportion' ? percent(text) : thousands(text);
}

/** `0.1234` → `12.34 %`, digit by digit. */
function percent(text: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const digits = fraction.padEnd(2, '0');
  const figure = `${whole}${digits.slice(0, 2)}`.replace(/^0+(?=\d)/, '');
  const rest = digits.slice(2);
  return `${sign === '' ? '' : '−'}${figure}${rest === '' ? '' : `.${rest}`} %`;
}

function thousands(text: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(\.\d+)?$/.exec(text) ?? [];
  if (whole === '') return text;
  return `${sign === '' ? '' : '−'}${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction}`;
}

/** A change of a figure, with its sign; of shares in percentage points. */
export function signed(name: FigureName, text: string | null): Localized {
  if (text === null) return { en: '', zh: '' };
  const { kind } = FIGURES[name];
  const positive = !text.startsWith('-') && /[1-9]/.test(text);
  const plain = `${positive ? '+' : ''}${shown(name, text)}`;
  if (kind !== 'share' && kind !== 'proportion') return { en: plain, zh: plain };
  const points = plain.replace(/ %$/, '');
  return { en: `${points} pp`, zh: `${points} 百分点` };
}

/** A relative change as per cent, with its sign. */
export function relativeText(text: string): string {
  return `${!text.startsWith('-') && /[1-9]/.test(text) ? '+' : ''}${percent(text)}`;
}

export function unitName(
  { hospital, department }: Pick<UnitReport, 'hospital' | 'department'>,
  by: EfficiencyReport['by'],
  lang: Lang,
): string {
  const named = (text: string | null) => text ?? words.nameless[lang];
  return by === 'department' ? `${named(hospital)} / ${named(department)}` : named(hospital);
}

export const groupName = ({ group }: GroupReport, lang: Lang): string => group ?? words.noGroup[lang];

/** What the report is of, and how its figures were made: in both languages. */
export function notesOf(found: EfficiencyReport): Localized[] {
  const both = (of: Localized, data: Record<string, Localized | string> = {}): Localized => {
    const say = (lang: Lang) =>
      fill(
        of[lang],
        Object.fromEntries(
          Object.entries(data).map(([name, text]) => [name, typeof text === 'string' ? text : text[lang]]),
        ),
      );
    return { en: say('en'), zh: say('zh') };
  };
  const own = found.before && found.base === 'before' ? words.byBefore : words.byOwn;
  const by = (name: keyof EfficiencyReport['standards']) =>
    found.standards[name] === 'table' ? words.byTable : own;
  const missing = Object.entries(found.all.unknown).filter(([, count]) => count !== null && count !== '0');
  const list = (lang: Lang) =>
    missing
      .map(([name, count]) => `${thousands(count ?? '')} ${unknownWords[name]?.[lang] ?? name}`)
      .join(lang === 'zh' ? '、' : ', ');
  return [
    both(words.howMix),
    both(words.howIndices),
    both(words.standards, { weight: by('weight'), stay: by('stay'), fee: by('fee'), risk: by('risk') }),
    ...(found.standards.risk === 'cases' ? [both(words.howRisk)] : []),
    ...(found.before ? [both(words.howInterval, { least: String(found.intervalFrom) })] : []),
    ...(missing.length > 0 ? [both(words.unknownNote, { list: { en: list('en'), zh: list('zh') } })] : []),
    ...(found.coarse ? [both(words.coarseNote)] : []),
    ...(found.suppress === null ? [] : [both(words.withheldNote, { most: String(found.suppress - 1) })]),
  ];
}

export function periodOf(found: EfficiencyReport): Localized {
  const span = (period: { from: string; to: string } | null): Localized =>
    period
      ? { en: fill(words.period.en, { ...period }), zh: fill(words.period.zh, { ...period }) }
      : words.allCases;
  const now = span(found.period);
  if (!found.before) return now;
  const then = span(found.before.period);
  return {
    en: `${now.en}; ${fill(words.compared.en, { before: then.en })}`,
    zh: `${now.zh}；${fill(words.compared.zh, { before: then.zh })}`,
  };
}
