/** Remarks that follow a pattern, in Chinese: percentages, dates, years, paragraphs, tracks. Each has its example in `sources.test.ts`. */
import { KNOWN } from './index.ts';

const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December'.split(
  '|',
);
const DATE = `(?:(?<day>\\d{1,2}) )?(?<month>${MONTHS.join('|')}) (?<year>\\d{4})`;
const YEARS =
  '(?<kind>performance year|payment year|FY)s? (?<first>\\d+)(?:(?<to>–| to | and )(?<last>\\d+))?';
const KINDS: Record<string, string> = {
  'performance year': '绩效年',
  'payment year': '支付年度',
  FY: '财年',
};
const TRACKS: Record<string, string> = { BASIC: '基础轨道', ENHANCED: '增强轨道' };

type Found = Record<string, string | undefined>;

const date = ({ year, month, day }: Found) =>
  `${year} 年 ${MONTHS.indexOf(month!) + 1} 月${day === undefined ? '' : ` ${day} 日`}`;

/** Years of a programme are counted from its first: `performance year 3`; others are of the calendar. */
function years({ kind, first, to, last }: Found): string {
  const span = last === undefined ? first! : `${first}${to === ' and ' ? '、' : '–'}${last}`;
  return `${Number(first) < 100 ? '第 ' : ''}${span} ${KINDS[kind!]}`;
}
const until = (found: Found) => `至 ${years(found)}`.replace('至 第', '至第');

const RULES: [pattern: string, said: (found: Found) => string][] = [
  ['(?<number>[+−]?[\\d.,]+) %', ({ number }) => `${number}%`],
  [DATE, date],
  [`as at ${DATE}`, (found) => `截至 ${date(found)}`],
  [YEARS, years],
  [`from ${YEARS}|${YEARS} on`, (found) => `${years(found)}起`],
  [`to ${YEARS}`, until],
  [`ends with ${YEARS}`, (found) => `${until(found)}止`],
  [`none before ${YEARS}`, (found) => `${years(found)}前无此项`],
  [`none in ${YEARS}`, (found) => `${years(found)}无此项`],
  [
    `(?<what>.+[^,]) (?<when>(?:from|to) ${YEARS})`,
    ({ what, when }) => `${plainly(what!)}，${plainly(when!)}`,
  ],
  ['paragraph (?<places>\\(.+)', ({ places }) => `第 ${places!.replaceAll(', ', '、')} 款`],
  ['[Tt]rack (?<track>\\d\\+?)', ({ track }) => `轨道 ${track}`],
  ['(?<track>BASIC|ENHANCED)', ({ track }) => TRACKS[track!]!],
  [
    '(?<track>Track \\d\\+?|BASIC|ENHANCED) (?<place>(?:42 CFR )?\\d[^,]*)',
    ({ track, place }) => `${plainly(track!)}：${place}`,
  ],
  ['[Aa]bstract of (?<paper>[^()]+)', ({ paper }) => `${paper} 摘要`],
  ['CMS mock hospital-specific report FY (?<year>\\d+)', ({ year }) => `CMS ${year} 财年医院专属报告样例`],
];
const PATTERNS = RULES.map(([pattern, said]) => [new RegExp(`^(?:${pattern})$`), said] as const);

export function ruled(text: string): string | undefined {
  for (const [pattern, said] of PATTERNS) {
    const found = pattern.exec(text)?.groups;
    if (found !== undefined) return said(found);
  }
  return undefined;
}

const plainly = (text: string): string => KNOWN.get(text) ?? ruled(text) ?? text;
