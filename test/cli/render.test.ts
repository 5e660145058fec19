import pc from 'picocolors';
import { describe, expect, it } from 'vitest';
import { exampleRun, plan, statementRows } from '../support/example-run.ts';
import type { Explanation } from '../../src/engine/types.ts';
import { explanationSentence, summarize } from '../../src/statement/index.ts';
import type { Lang } from '../../src/language/diagnostic.ts';
import type { NumberType } from '../../src/language/plan.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import { diagnosticLines } from '../../src/cli/render/diagnostics.ts';
import { explanationLines } from '../../src/cli/render/explanation.ts';
import { reconciliationLines } from '../../src/cli/render/reconciliation.ts';
import { scenarioLines } from '../../src/cli/render/scenarios.ts';
import { statementLines } from '../../src/cli/render/statement.ts';
import { cells, padEnd, plain, wrap } from '../../src/cli/render/width.ts';

function terminal(lang: Lang, width = 110): Terminal {
  const colors = pc.createColors(false);
  return {
    lang,
    width,
    colors,
    errorColors: colors,
    json: false,
    exact: false,
    interactive: false,
    cwd: '/contracts',
    out: () => {},
    err: () => {},
  };
}

const money: NumberType = { kind: 'number', dimensions: { money: 1 }, scale: 6 };
const ratio: NumberType = { kind: 'number', dimensions: {}, scale: 15 };
const leaf = { entity: 'aco', key: 'A1001', children: [] };
const earned: Explanation = {
  ...leaf,
  kind: 'term',
  name: 'earned',
  title: { en: 'Shared savings', zh: '共享结余' },
  type: money,
  value: '45867445.68',
  formula: 'savings * sharing_rate * quality',
  source: '42 CFR 425.605(d)',
  children: [
    {
      ...leaf,
      kind: 'term',
      name: 'savings',
      type: money,
      value: '62404688',
      formula: 'benchmark - expenditure',
      cut: true,
    },
    {
      ...leaf,
      kind: 'parameter',
      name: 'sharing_rate',
      title: { en: 'Sharing rate', zh: '分享比例' },
      type: ratio,
      value: '0.75',
      from: '2022-01-01',
      unverified: true,
    },
    {
      ...leaf,
      kind: 'fact',
      name: 'quality',
      title: { en: 'Quality score', zh: '质量得分' },
      type: ratio,
      value: '0.98',
      read: { file: 'aco.csv', line: 2 },
    },
  ],
};
const context = (lang: Lang) => ({
  style: { lang, currency: 'USD', minorUnit: 2 },
  entityTitle: () => undefined,
  titleOf: () => undefined,
});

describe('text on a grid', () => {
  it('counts a Han character as two cells and a colour as none', () => {
    expect(cells('共享结余')).toBe(8);
    expect(cells('\u001b[1mab\u001b[22m')).toBe(2);
    expect(padEnd('合计', 6)).toBe('合计  ');
  });

  it('breaks between words, between Han characters, and not before their punctuation', () => {
    expect(wrap('one two three', 8)).toEqual(['one two', 'three']);
    for (const line of wrap('已检查，没有错误', 8)) {
      expect(cells(line)).toBeLessThanOrEqual(8);
      expect(line).not.toMatch(/^，/);
    }
    expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
    // No line begins with what closes or ends with what opens, beside Latin words neither.
    expect(wrap('条款公式：route、cases、points', 16)).toEqual(['条款公式：', 'route、cases、', 'points']);
    expect(wrap('计入“协议”期间', 6)).toEqual(['计入', '“协议”', '期间']);
  });
});

describe('the statement', () => {
  it('says who owes whom, how much, and what is missing', async () => {
    const text = statementLines(terminal('en'), await summarize(exampleRun, statementRows())).join('\n');
    expect(text).toContain('2 final, 1 pending, 1 undetermined');
    expect(text).toMatch(/CMS\s+A1001\s+45,867,445\.68\s+–\s+–/);
    expect(text).toMatch(/Total\s+45,868,646\.18\s+10\.00\s+1 row/);
    expect(text).toContain('Posted before 45,000,000.00; to post +868,646.18');
    expect(text).toContain('ACO has no value for Quality score');
    expect(text).toContain('would come from column QualScore of aco.csv');
    expect(text).toContain('Run-out complete = as_of >= period.end + runout');
    expect(text).toContain('Changed by the contract: Sharing rate');
  });

  it('lines up in Chinese too', async () => {
    const lines = statementLines(terminal('zh'), await summarize(exampleRun, statementRows()));
    const rows = lines.filter((line) => /^ {2}(付款方|联邦医疗保险|合计)/.test(line));
    expect(rows).toHaveLength(6);
    // Right-aligned amounts end at one column: the end of "45,868,646.18" and of its header.
    const ends = rows.slice(1, 3).map((line) => cells(/^.*?[\d,]+\.\d\d/.exec(line)?.[0] ?? ''));
    expect(new Set(ends).size).toBe(1);
  });
});

describe('why', () => {
  it('shows a figure as a tree of values with their formulas, places and doubts', () => {
    expect(explanationLines(terminal('en'), earned, context('en'))).toMatchInlineSnapshot(`
      [
        "Shared savings of A1001  45,867,445.68 USD   = savings * sharing_rate * quality   42 CFR 425.605(d)",
        "├ savings                62,404,688.00 USD   ▸ = benchmark - expenditure",
        "├ Sharing rate                        75 %   since Jan 1, 2022   [unverified]",
        "└ Quality score                       98 %   aco.csv line 2",
      ]
    `);
    expect(explanationLines(terminal('zh'), earned, context('zh')).join('\n')).toContain('A1001 的共享结余');
  });

  it('names the run and the term a fact was taken from', () => {
    const taken: Explanation = {
      ...leaf,
      kind: 'fact',
      name: 'advances',
      type: money,
      value: '10.5',
      run: { run: 'acme-2022', entity: 'aco', term: 'carried', key: 'A1001' },
    };
    const said = (lang: Lang) => explanationLines(terminal(lang), taken, context(lang)).join('\n');
    expect(said('en')).toContain('run acme-2022, aco.carried [A1001]');
    expect(said('zh')).toContain('取自结算 acme-2022 的 aco.carried [A1001]');
  });

  it('says of a fact without value why it has none in the run it was taken from, and where that came from', () => {
    const taken: Explanation = {
      ...leaf,
      kind: 'fact',
      name: 'advances',
      type: money,
      value: null,
      reason: { kind: 'missing', entity: 'aco', key: leaf.key, name: 'advances' },
      run: {
        run: 'acme-2022',
        entity: 'aco',
        term: 'carried',
        key: 'A1001',
        without: 'unknown',
        reason: { kind: 'missing', entity: 'aco', key: 'A1001', name: 'quality' },
        title: { en: 'Quality score', zh: '质量得分' },
        from: { run: 'acme-2021', entity: 'aco', term: 'q', key: 'A1001', without: 'no row' },
      },
    };
    const said = (lang: Lang) =>
      explanationLines(terminal(lang), taken, context(lang)).join(' ').replaceAll(/\s+/g, ' ');
    expect(said('en')).toContain('run acme-2022, aco.carried [A1001]: aco has no value for Quality score');
    expect(said('en')).toContain('run acme-2021, aco.q [A1001]: that run has no such row');
    expect(said('zh')).toContain('取自结算 acme-2021 的 aco.q [A1001]：该结算中没有这一行');
  });

  it('shows the rows of a count by their keys, and which may not belong to it', () => {
    const count: Explanation = {
      ...leaf,
      kind: 'aggregate',
      name: 'cases',
      type: { kind: 'number', dimensions: {}, scale: 0 },
      value: '2',
      list: {
        function: 'count',
        entity: 'aco',
        count: 2,
        shown: [
          { key: 'A1', value: null, unsure: true },
          { key: 'A2', value: null },
        ],
      },
    };
    const said = explanationLines(terminal('en'), count, context('en'));
    expect(said.filter((line) => line.includes('A2')).join()).not.toContain('unknown');
    expect(said.filter((line) => line.includes('A1')).join()).toContain('unknown whether it counts');
  });

  it('keeps the place apart from the value where a long key takes the room', () => {
    const key = 'joint:M00000303:2022-09-23-and-more-of-the-same';
    const fact: Explanation = {
      ...earned,
      key,
      children: [],
      kind: 'fact',
      read: { file: 'joints.csv', line: 1 },
    };
    delete fact.formula;
    expect(explanationLines(terminal('en'), fact, context('en'))[0]).toMatch(/ USD {3}joints\.csv line 1/);
  });

  it('stays inside a narrow terminal', () => {
    for (const line of explanationLines(terminal('en', 60), earned, context('en'))) {
      expect(cells(line)).toBeLessThanOrEqual(60);
    }
  });

  it('says which fact is missing, and for whom', () => {
    const unknown: Explanation = {
      ...earned,
      value: null,
      reason: { kind: 'missing', entity: 'aco', key: 'A9', name: 'quality' },
      children: [],
    };
    expect(explanationLines(terminal('en'), unknown, context('en')).join('\n')).toMatch(
      /unknown\s+aco has no value for quality \[A9\]/,
    );
  });

  it('fits into a sentence', () => {
    expect(explanationSentence(earned, context('en').style)).toBe(
      '= savings * sharing_rate * quality; savings 62,404,688.00 USD; Sharing rate 75 %; Quality score 98 %',
    );
  });
});

describe('the other side', () => {
  it('sees both figures, the difference and our reasons', () => {
    const lines = reconciliationLines(
      terminal('en'),
      {
        of: 3,
        agree: 1,
        differ: [{ key: 'A1', line: 4, theirs: '10.00', ours: '12.50', difference: '2.50' }],
        onlyTheirs: [{ key: 'A9', line: 7, theirs: '1.00' }],
        onlyOurs: [],
        diagnostics: [],
      },
      new Map([['A1', '= savings * rate']]),
    );
    expect(lines[0]).toBe('1 of 3 agree');
    expect(lines.join('\n')).toMatch(/A1\s+4\s+10\.00\s+12\.50\s+\+2\.50\n\s+= savings \* rate/);
    expect(lines.join('\n')).toMatch(/Only in their file: 1\n\s+A9\s+1\.00/);
  });
});

describe('what if', () => {
  it('keeps today beside each scenario', () => {
    const scenario = (value: string, amount: string, difference: string) => ({
      set: { sharing_rate: value },
      totals: [{ payment: 'shared', amount, difference, final: 2, pending: 0, undetermined: 0 }],
      payments: [],
      paymentsChanged: 0,
      recomputed: { terms: 1, of: 4 },
    });
    const text = scenarioLines(
      terminal('en'),
      [scenario('0.5', '80.00', '-40.00'), scenario('1', '160.00', '40.00')],
      plan,
    );
    expect(text.join('\n')).toMatch(/As it is\s+120\.00/);
    expect(text.join('\n')).toMatch(/Sharing rate = 0\.5\s+80\.00\s+−40\.00/);
  });
});

describe('a diagnostic', () => {
  it('shows place, code, message and the way out in the chosen language', () => {
    const diagnostic = {
      code: 'unknown-name',
      severity: 'error' as const,
      message: { en: 'There is no benchmrk.', zh: '没有 benchmrk。' },
      hint: { en: 'Did you mean benchmark?', zh: '是否想写 benchmark？' },
      data: {},
      at: { file: '/contracts/model.yaml', line: 3, column: 5 },
    };
    expect(diagnosticLines(terminal('en'), diagnostic).map(plain)).toEqual([
      'model.yaml:3:5: error[unknown-name] There is no benchmrk.',
      '  hint: Did you mean benchmark?',
    ]);
    expect(diagnosticLines(terminal('zh'), diagnostic)[1]).toBe('  提示：是否想写 benchmark？');
  });
});
