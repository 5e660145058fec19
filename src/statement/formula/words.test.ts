/** Formulas for people who read no FEEL: no name of the document is left in them that the model has a title or a word for. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkModel } from '../../language/index.ts';
import { formulaInMath } from './math.ts';
import { formulaInWords } from './words.ts';

const MODEL = `model: test/hospitals
version: 1
currency: CNY
title: { en: Hospitals, zh: 医院付费 }
parties: [payer]
words: { tier: { en: tier, zh: 医院等级 }, sent: { en: hospital that sent it, zh: 转出医院 } }
entities:
  hospital: { title: { en: Hospital, zh: 医院 }, facts: { tier: text } }
  case: { title: { en: Case, zh: 病例 }, references: { hospital: hospital } }
  finding:
    title: { en: Confirmed finding, zh: 已确认的疑点 }
    references: { at: { to: hospital, list: taken_off } }
    facts: { amount: { type: money, title: { en: Amount, zh: 扣款 } } }
  transfer: { key: [id], references: { sent: hospital, taken: hospital }, facts: { id: text } }
parameters:
  budget: { type: money, inputs: { tier: text }, rows: [[III, 1]], title: { en: Budget, zh: 预算 } }
  groups: { type: money, value: 1, title: { en: Base, zh: 底数 } }
terms:
  agreement: { all: { title: { en: All of them, zh: 合计扣款 }, formula: sum(finding.amount) } }
  hospital:
    off: sum(taken_off[amount > groups].amount)
    given: budget(tier) - agreement.all
  transfer: { same: sent.tier = taken.tier }
payments:
  - { id: pay, title: { en: Payment, zh: 付款 }, for: hospital, from: payer, to: hospital, amount: given }
`;

it('says lists by what their rows are, columns of tables and references by the model’s own words', () => {
  const folder = mkdtempSync(join(tmpdir(), 'formula-'));
  try {
    const file = join(folder, 'model.yaml');
    writeFileSync(file, MODEL);
    const { value: plan, diagnostics } = checkModel(file);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const inWords = (entity: string, formula: string) => formulaInWords(plan!, entity, formula);
    // `list: taken_off` is a name for formulas: people read what its rows are.
    expect(inWords('hospital', 'sum(taken_off[amount > groups].amount)')).toEqual({
      en: 'the sum of Amount of each Confirmed finding where Amount is above Base',
      zh: '各已确认的疑点（其中扣款超过底数）的扣款之和',
    });
    expect(inWords('hospital', 'budget(tier) - agreement.all')?.zh).toBe('预算（按医院等级） − 合计扣款');
    // Two references to one entity are told apart: by the model's word, or by their names.
    expect(inWords('transfer', 'sent.tier = taken.tier')?.zh).toBe('转出医院的医院等级为taken的医院等级');
    expect(formulaInMath(plan!, 'hospital', 'posted("pay") + floor(groups)')?.zh).toMatch(
      /已入账.*付款.*向下取整.*底数/,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
