import { noLines } from '../shared/no-lines.ts';
import type { Method } from '../method.ts';
import { LINES_OPTIONS, PEOPLE_OPTIONS, withoutDrugs } from './options.ts';
import { dateOfMonth, triangle } from './triangle.ts';

export const lagTriangle: Method = {
  name: 'spending.lag-triangle',
  title: { en: 'Lag triangle of claims', zh: '赔付滞后三角形' },
  about: {
    en: 'What was paid for the services of each month, by how many months later it was paid (0: in the same month, or before). Only whole months of payment up to the as-of day are seen; payments after it are not.',
    zh: '各服务月份的费用按支付滞后月数列示（0 为当月或之前支付）。仅计截至日期以前的完整支付月份。',
  },
  source: 'Actuarial practice: run-out of paid claims by month of service',
  reads: ['medical_claim', 'inpatient_case', 'pharmacy_claim'],
  unread: withoutDrugs,
  options: [
    ...PEOPLE_OPTIONS.filter(({ name }) => name === 'years'),
    ...LINES_OPTIONS.filter(({ name }) => name !== 'run_out'),
  ],
  columns: [
    {
      name: 'month',
      type: 'date',
      key: true,
      label: { en: 'First day of the month of service', zh: '服务月份首日' },
    },
    { name: 'lag', type: 'integer', key: true, label: { en: 'Months until payment', zh: '支付滞后月数' } },
    { name: 'amount', type: 'money', label: { en: 'Paid', zh: '支付金额' } },
    { name: 'cumulative', type: 'money', label: { en: 'Paid by then', zh: '累计支付金额' } },
    { name: 'lines', type: 'integer', label: { en: 'Lines', zh: '明细行数' } },
  ],
  async compute(context) {
    const made = await triangle(context);
    if (!made.value) return made.diagnostics;
    await context.warehouse.run(
      `create table ${context.into} as
       select ${dateOfMonth('m')} as month, lag::integer as lag, amount::decimal(38,4) as amount,
         (sum(amount) over (partition by m order by lag))::decimal(38,4) as cumulative, lines
       from ${made.value.table}`,
    );
    if (context.lines !== undefined) await noLines(context, context.lines);
    return made.diagnostics;
  },
};
