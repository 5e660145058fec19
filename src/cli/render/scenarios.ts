/** What would be paid if parameters were other than they are: a line per scenario and payment, beside today. */
import { fill } from '../../language/diagnostic.ts';
import type { Plan } from '../../language/plan.ts';
import type { Scenario } from '../../engine/types.ts';
import { add, decimal, decimalText } from '../../engine/decimal.ts';
import { grouped, signed } from '../../statement/index.ts';
import { words } from '../messages/words.ts';
import type { Terminal } from '../terminal.ts';
import { differencesSection, parameterTitle, paymentTitle } from './comparison.ts';
import { table, type TableRow } from './table.ts';
import { printable } from './width.ts';

export function scenarioLines(terminal: Terminal, scenarios: readonly Scenario[], plan: Plan): string[] {
  const { lang, colors: c } = terminal;
  const [first] = scenarios;
  if (!first) return [];
  const several = first.totals.length > 1;
  const columns = [
    { header: words.scenario[lang] },
    ...(several ? [{ header: words.payment[lang] }] : []),
    { header: `${words.total[lang]} ${plan.currency}`, align: 'right' as const },
    { header: words.change[lang], align: 'right' as const },
    { header: words.final[lang], align: 'right' as const },
    { header: words.pending[lang], align: 'right' as const },
    { header: words.undetermined[lang], align: 'right' as const },
  ];
  const rows: TableRow[] = first.totals.map((total, i) => ({
    cells: [
      i === 0 ? words.today[lang] : '',
      ...(several ? [paymentTitle(terminal, plan, total.payment)] : []),
      grouped(present(total.amount, total.difference)),
      '',
      '',
      '',
      '',
    ],
  }));
  for (const scenario of scenarios) {
    const name = Object.entries(scenario.set)
      .map(([parameter, value]) => `${parameterTitle(terminal, plan, parameter)} = ${printable(value)}`)
      .join(lang === 'zh' ? '，' : ', ');
    scenario.totals.forEach((total, i) =>
      rows.push({
        cells: [
          i === 0 ? name : '',
          ...(several ? [paymentTitle(terminal, plan, total.payment)] : []),
          grouped(total.amount),
          signed(total.difference),
          grouped(String(total.final)),
          grouped(String(total.pending)),
          grouped(String(total.undetermined)),
        ],
      }),
    );
  }
  const lines = table(columns, rows, { width: terminal.width, dim: c.dim });
  // Of a single scenario the payments that change are shown too; of many, their totals are what is asked for.
  if (scenarios.length === 1) {
    const differences = differencesSection(terminal, first.payments, plan, first.paymentsChanged);
    if (differences.length > 0) lines.push('', ...differences);
  }
  return [...lines, '', c.dim(fill(words.recomputed[lang], first.recomputed))];
}

/** Today's total, which a scenario gives as its own less the difference. */
function present(amount: string, difference: string): string {
  const { digits, scale } = decimal(difference);
  return decimalText(add(decimal(amount), { digits: -digits, scale }), decimal(amount).scale);
}
