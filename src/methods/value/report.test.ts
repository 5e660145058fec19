/** From sums to the report: strata, standing, quadrants, variation, the page and the files. No database. */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkDocument, readDocument } from '../shared/document.ts';
import { findDocument, shippedDocuments } from '../shipped.ts';
import type { Cell } from './cells.ts';
import type { Condition } from './document.ts';
import { condition, misfits } from './document.ts';
import { collapse, expectedOf } from './expected.ts';
import { decimalText } from './figures.ts';
import { valuePage } from './html/page.ts';
import { ticks } from './html/svg.ts';
import { interval, shown, targetState } from './lines.ts';
import { valueReport } from './report.ts';
import { CONDITIONS, openCondition } from './run.ts';
import { reportCsv, reportRows } from './table.ts';

const text = `
condition: test
version: '1'
title: { en: Test, zh: 测试 }
source: made up
people: { begins: stay, diagnoses: ['I50*'] }
cycle: { length: P90D }
provider: facility
case_mix: [{ variable: age, bands: ['65'] }]
adjustment: { method: strata, least: '1' }
least_cases: '20'
headline: again
cost_growth: { at_most: '0.05', source: made up }
outcomes:
  - kind: stay
    outcome: again
    title: { en: Readmission, zh: 再入院 }
    better: lower
    within: P30D
    source: made up
    target: { at_most: '0.5', source: made up }
`;
const document: Condition = checkDocument(text, 'test.yaml', condition).value!;

const UNIT = 10_000n;
/** Cases of a provider, year and age with so many events, and what each cost. */
function cells(
  provider: string | null,
  year: number,
  age: string,
  cases: number,
  events: number,
  cost: number,
): Cell[] {
  const base = { provider, year, levels: [age], cases, known: cases };
  const costs = (outcome: string, each: number) => ({
    ...base,
    outcome,
    sum: BigInt(Math.round(cases * each)) * UNIT,
    // Half of them a tenth above, half a tenth below.
    squares: BigInt(Math.round(cases * each * each * 1.01)) * UNIT * UNIT,
  });
  return [
    { ...base, outcome: 'again', sum: BigInt(events) * UNIT, squares: BigInt(events) * UNIT * UNIT },
    costs('cost', cost),
    costs('cost start', cost * 0.75),
    costs('cost stays', cost * 0.25),
    costs('cost after', 0),
    costs('cost outpatient', 0),
    costs('cost drugs', 0),
  ];
}

const all = [
  // Young: 10 per cent in all; old: 40.
  ...cells('A', 2021, '<65', 400, 20, 1000),
  ...cells('A', 2022, '≥65', 100, 40, 2000),
  ...cells('B', 2021, '<65', 100, 30, 1200),
  ...cells('B', 2022, '≥65', 400, 160, 2200),
  ...cells('C', 2022, '<65', 5, 1, 900),
  ...cells(null, 2022, '≥65', 3, 1, 2100),
];
const summed = {
  cells: all,
  missing: [{ provider: 'C', outcome: 'again', reason: 'lost', count: 2 }],
  names: new Map([['A', 'Hospital A']]),
};
const asked = {
  period: { from: '2021-01-01', to: '2023-01-01' },
  asOf: '2023-01-01',
  basis: 'paid' as const,
  rejected: { 'inside-another': 3 },
};
const found = valueReport(document, summed, asked);
const [a, b, c, nobody] = found.providers;

describe('a report from sums', () => {
  it('expects of each what cases alike have in all: the old come back more often everywhere', () => {
    // Young: 51 of 505; old: 201 of 503.
    const expected = (400 * 51) / 505 + (100 * 201) / 503;
    expect(a?.figures['again']?.ratio).toBeCloseTo(60 / expected, 12);
    expect(b?.figures['again']?.ratio).toBeCloseTo(190 / ((100 * 51) / 505 + (400 * 201) / 503), 12);
    // Raw, B has three times A's share; like for like, 1.5 times.
    expect(a?.figures['again']?.observed).toBe(0.12);
    expect(b?.figures['again']?.observed).toBe(0.38);
    expect((b?.figures['again']?.ratio ?? 0) / (a?.figures['again']?.ratio ?? 1)).toBeLessThan(1.6);
  });

  it('standardises directly where a provider has cases in each stratum, else says in how many it has none', () => {
    // 505 of 1,008 are young: 5 and 40 per cent of A's own.
    expect(a?.figures['again']?.direct).toBeCloseTo((505 * 0.05 + 503 * 0.4) / 1008, 12);
    expect(c?.figures['again']).toMatchObject({ direct: null, emptyStrata: 1 });
  });

  it('judges those with enough cases, ranks nobody else', () => {
    expect(a?.figures['again']?.standing).toBe('rather-better');
    // 190 where 169.9 were expected, ± 10.2: just within.
    expect(b?.figures['again']?.z).toBeCloseTo(1.957, 2);
    expect(b?.figures['again']?.standing).toBe('as-expected');
    expect(c?.figures['again']).toMatchObject({ small: true, standing: null, unknown: { lost: 2 } });
    expect(nobody?.figures['again']?.standing).toBeNull();
    expect([a, b, c, nobody].map((one) => one?.quadrant)).toEqual([
      'better-cheaper',
      'worse-dearer',
      null,
      null,
    ]);
  });

  it('finds the variation, proposes, names an example, reviews', () => {
    const again = found.variation.find(({ measure }) => measure === 'again')!;
    expect(again.find?.providers).toBe(2);
    expect(again.find?.factor).toBeCloseTo(
      (b?.figures['again']?.adjusted ?? 0) / (a?.figures['again']?.adjusted ?? 1),
      12,
    );
    expect(again.propose?.fallShort).toBe(1);
    expect(again.help).toMatchObject([{ provider: 'B', example: 'A', dearest: { part: 'start' } }]);
    // What B would have at the goal, in its own cases.
    const expected = (100 * 51) / 505 + (400 * 201) / 503;
    expect(again.help[0]?.gap).toBeCloseTo(190 - (again.propose!.goal / (252 / 1008)) * expected, 9);
    expect(found.growth[0]).toMatchObject({ provider: null, from: 2021, to: 2022 });
    expect(again.review).toMatchObject({ from: 2021, to: 2022 });
  });

  it('a share is measured against its target with its interval', () => {
    const measure = found.measures[0]!;
    expect(targetState(found.all.figures['again']!, measure)).toBe('reached');
    expect(
      targetState(
        { ...found.all.figures['again']!, observed: 0.49, interval: { low: 0.45, high: 0.53 } },
        measure,
      ),
    ).toBe('notSure');
    expect(targetState(c!.figures['again']!, measure)).toBeNull();
  });

  it('main effects instead of strata: of one variable the same', () => {
    const other = valueReport(
      document,
      { cells: all, missing: [], names: new Map() },
      { period: found.period, asOf: found.asOf, basis: 'paid', method: 'main-effects', rejected: {} },
    );
    expect(other.measures[0]).toMatchObject({ method: 'main-effects', fellBack: false });
    expect(other.providers[0]?.figures['again']?.ratio).toBeCloseTo(a?.figures['again']?.ratio ?? 0, 8);
  });
});

describe('few cases, ties, and what most reach', () => {
  const asked = { period: found.period, asOf: found.asOf, basis: 'paid' as const, rejected: {} };
  const of = (own: Condition, some: Cell[], method?: 'main-effects') =>
    valueReport(own, { cells: some, missing: [], names: new Map() }, { ...asked, ...(method && { method }) });

  it('providers who are exactly as expected differ less than chance would have it', () => {
    const { variation } = of(document, [
      ...cells('A', 2021, '<65', 100, 10, 1000),
      ...cells('B', 2021, '<65', 100, 10, 1000),
    ]);
    // Where 10 are expected of 100, chance alone has a variance of 9: −9 ÷ 10² × 100.
    expect(variation[0]?.find?.overdispersion).toBe(0);
    expect(variation[0]?.find?.systematic).toBeCloseTo(-9, 10);
  });

  it('what most reach is brought to the goal by those who do not', () => {
    const high = structuredClone(document);
    high.outcomes[0]!.better = 'higher';
    const again = of(high, [
      ...cells('A', 2021, '<65', 200, 190, 1000),
      ...cells('A', 2021, '≥65', 100, 80, 1000),
      ...cells('B', 2021, '<65', 100, 90, 1000),
      ...cells('B', 2021, '≥65', 200, 140, 1000),
    ]).variation[0]!;
    // Missed: of the young 20 of 300, of the old 80 of 300; B misses 70 where 60 were expected, a sixth is missed in all.
    expect(again.help).toMatchObject([{ provider: 'B' }]);
    expect(again.help[0]?.gap).toBeCloseTo(70 - (1 - again.propose!.goal) * 6 * 60, 9);
  });

  it('a directly standardised share stays one', () => {
    const { direct, directInterval } = of(document, cells('A', 2021, '<65', 1, 0, 1000)).all.figures[
      'again'
    ]!;
    expect([direct, directInterval?.high]).toEqual([0, 1]);
  });

  it('main effects need ten cases for each, else every provider would do as well as it does', () => {
    const ten = structuredClone(document);
    ten.adjustment.least = 10;
    const fell = (young: number) =>
      of(
        ten,
        [...cells('A', 2021, '<65', young, 1, 1000), ...cells('B', 2021, '≥65', 10, 5, 1000)],
        'main-effects',
      ).measures[0]!.fellBack;
    expect([fell(9), fell(10)]).toEqual([true, false]);
  });
});

describe('strata that are too small', () => {
  const pattern = (levels: string[], cases: number) => ({ levels, cases });
  const of = (...patterns: { levels: string[]; cases: number }[]) =>
    Object.fromEntries(
      [...collapse(patterns, 10)].map(([key, stratum]) => [
        (JSON.parse(key) as string[]).join(),
        (JSON.parse(stratum) as string[]).join(),
      ]),
    );

  it('give up their last variable, together with their like', () => {
    expect(
      of(
        pattern(['old', 'f'], 50),
        pattern(['old', 'm'], 4),
        pattern(['old', 'u'], 6),
        pattern(['young', 'f'], 3),
        pattern(['young', 'm'], 2),
      ),
    ).toEqual({
      'old,f': 'old,f',
      'old,m': 'old,*',
      'old,u': 'old,*',
      'young,f': '*,*',
      'young,m': '*,*',
    });
  });

  it('what is left is a stratum however small; without variables all are one', () => {
    expect(of(pattern(['a'], 3))).toEqual({ a: '*' });
    expect(of(pattern([], 300))).toEqual({ '': '' });
    expect(expectedOf([], 'share', { method: 'strata', least: 1 })).toBeUndefined();
  });
});

describe('files', () => {
  it('the page holds both languages, fetches nothing and is the same each time', () => {
    const page = valuePage(found, 'zh');
    expect(page).toContain('<html lang="zh-CN">');
    expect(page).toContain('再入院');
    expect(page).toContain('Readmission');
    expect(page).not.toMatch(/(?:src|href)="(?!#)|https?:\/\/(?!doi)[^<]*\.(?:js|css)/);
    expect(page).not.toMatch(/NaN|undefined|Infinity|\[object/);
    // No word was left to be filled in.
    expect(page).not.toMatch(
      /\{(?:from|to|count|value|list|outcome|condition|basis|variables|method|text|asOf)\}/,
    );
    expect(page).toContain('<cite lang="en">');
    expect(page).toContain('<svg');
    // Chinese writes percentages without a blank, in tables and in charts.
    const chinese = [...page.matchAll(/lang="zh-CN"[^>]*>([^<]*)</g)].map(([, own]) => own);
    expect(chinese.filter((own) => /\d%/.test(own ?? '')).length).toBeGreaterThan(5);
    expect(chinese.filter((own) => /\d %/.test(own ?? ''))).toEqual([]);
    expect(valuePage(found, 'zh')).toBe(page);
    // Every chart has a table: providers stand in both.
    expect(page.match(/<table/g)?.length).toBeGreaterThan(5);
  });

  it('says in what currency the amounts are, or that nobody said', () => {
    expect(valuePage(found, 'zh')).toContain('金额为数据所用的币种，数据未注明是哪一种。');
    const page = valuePage(valueReport(document, summed, { ...asked, currency: 'CNY' }), 'zh');
    expect(page).toContain('之前。金额单位：元。');
    expect(page).toContain('全周期总费用（元）');
    expect(page).toContain('Cost of the full cycle (CNY)');
    expect(page).not.toContain('未注明');
  });

  it('names cannot put markup into it', () => {
    const evil = structuredClone(found);
    evil.providers[0]!.name = '<script>alert(1)</script>"&';
    const page = valuePage(evil, 'en');
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('&lt;script&gt;alert');
  });

  it('CSV: a row per provider, measure and year; sums exact', () => {
    const rows = reportCsv(found).trim().split('\n');
    expect(rows[0]).toMatch(
      /^condition,provider,name,measure,scale,better,year,cases,known,unknown,total,observed/,
    );
    const own = rows.find((row) => row.startsWith('test,A,Hospital A,cost,cost,lower,,'));
    expect(own).toContain(',500,500,0,600000,1200,');
    expect(reportRows(found).every((row) => row.length === rows[0]!.split(',').length)).toBe(true);
  });

  it('figures as text', () => {
    expect(shown(0.3688, 'share')).toBe('36.9 %');
    expect(shown(0.3688, 'share', 'zh')).toBe('36.9%');
    expect(shown(13203.4, 'cost')).toBe('13,203');
    expect(shown(0.2988, 'mean')).toBe('0.299');
    expect(shown(null, 'mean')).toBe('–');
    expect(interval({ low: 0.1, high: 0.2 }, 'share')).toBe('10.0 – 20.0 %');
    expect(interval({ low: 0.1, high: 0.2 }, 'share', 'zh')).toBe('10.0 – 20.0%');
    expect(decimalText(-12_3400n)).toBe('-12.34');
    expect(decimalText(5n)).toBe('0.0005');
    expect(ticks(0, 0.31, 4)).toEqual([0, 0.1, 0.2, 0.3]);
    expect(ticks(5, 5)).toEqual([5]);
  });
});

describe('conditions', () => {
  it.each(shippedDocuments(CONDITIONS))(
    '%s comes along: it fits together and is named after its file',
    (name) => {
      const { value, diagnostics } = readDocument(findDocument(name, '/', CONDITIONS) ?? '', condition);
      expect(diagnostics).toEqual([]);
      expect(value?.condition).toBe(name);
      expect(misfits(value!)).toEqual([]);
      for (const one of value!.outcomes) {
        if ('instrument' in one && one.instrument !== undefined)
          expect(
            existsSync(resolve(import.meta.dirname, `../../../reference/instruments/${one.instrument}.yaml`)),
          ).toBe(true);
      }
    },
  );

  it.each(['en', 'zh'])('the example of the guide is one (%s)', (lang) => {
    const guide = readFileSync(resolve(import.meta.dirname, `../../../docs/guide/${lang}/value.md`), 'utf8');
    const [, own = ''] = /```yaml\n(condition:[^`]*)```/.exec(guide) ?? [];
    const { value, diagnostics } = checkDocument(own, 'value.md', condition);
    expect(diagnostics).toEqual([]);
    expect(misfits(value!)).toEqual([]);
  });

  it('a name nobody knows is told with those there are', () => {
    const { diagnostics } = openCondition('gout', '/');
    expect(diagnostics[0]?.message.en).toContain('type-2-diabetes');
    expect(diagnostics[0]?.message.zh).toContain('gout');
  });

  it('what does not fit together is told with its place', () => {
    const wrong = (change: (own: Condition) => void) => {
      const own = structuredClone(document);
      change(own);
      return misfits(own).map(({ where }) => where);
    };
    expect(wrong((own) => (own.headline = 'x'))).toEqual(['headline']);
    expect(wrong((own) => own.outcomes.push(own.outcomes[0]!))).toEqual(['outcomes.1.outcome']);
    expect(wrong((own) => (own.people.diagnoses = []))).toEqual(['people.diagnoses']);
    expect(wrong((own) => (own.people.begins = 'year'))).toEqual(['cycle.length']);
    expect(wrong((own) => (own.case_mix = [{ variable: 'age', bands: [65, 50] }]))).toEqual([
      'case_mix.0.bands',
    ]);
    expect(wrong((own) => (own.case_mix = [{ variable: 'score', outcome: 'again', bands: ['1'] }]))).toEqual([
      'case_mix.0.outcome',
    ]);
    expect(wrong((own) => (own.case_mix = [{ variable: 'sex' }, { variable: 'sex' }]))).toEqual([
      'case_mix.1',
    ]);
    const codes = (own: string) =>
      checkDocument(own, 'x.yaml', condition).diagnostics.map(({ code, at }) => `${code} ${at?.line}`);
    expect(codes(text.replace('P30D', '30 days'))).toEqual(['document-value 19']);
    expect(codes(text.replace('kind: stay', 'kind: mood'))).toEqual(['document-value 15']);
    expect(codes(text.replace('version', 'edition'))).toContain('document-key 1');
  });
});
