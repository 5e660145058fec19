import { expect, it } from 'vitest';
import { owedSentence } from './owed.ts';
import type { PaymentSummary, StatementSummary } from './types.ts';

/** A payment of which one amount waits. */
const awaiting = (id: string, zh: string, amount: string) =>
  ({
    id,
    title: { en: id, zh },
    total: { final: { rows: 0, amount: '0.00' }, pending: { rows: 1, amount }, undetermined: 0 },
    flows: [
      {
        from: 'fund',
        to: 'H1',
        final: { rows: 0, amount: '0.00' },
        pending: { rows: 1, amount },
        undetermined: 0,
      },
    ],
  }) as unknown as PaymentSummary;

const summary = (...payments: PaymentSummary[]) =>
  ({
    payments,
    parties: [],
    currency: 'CNY',
    minorUnit: 2,
    total: { rows: payments.length, pending: payments.length, undetermined: 0 },
  }) as unknown as StatementSummary;

it('names what is pending where several payments are, as they may flow against each other', () => {
  const [month, year] = [awaiting('month', '月度结算', '5.00'), awaiting('year', '年终清算', '-2.00')];
  expect(owedSentence(summary(month, year)).zh).toBe(
    'fund 应付 H1 5.00 CNY（月度结算）；H1 应付 fund 2.00 CNY（年终清算）。2 笔中有 2 笔待定（月度结算 5.00 CNY、年终清算 −2.00 CNY）。',
  );
  expect(owedSentence(summary(month)).en).toBe(
    'fund pays H1 5.00 CNY (month). 1 of 1 amount is pending: 5.00 CNY.',
  );
});
