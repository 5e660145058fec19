/** What was found, the gravest first, each with where and what to do. */
import type { Localized } from '../../../language/plan.ts';
import { inCurrency } from '../currency.ts';
import { reportWords as words } from '../messages/report.ts';
import type { Example, QualityFinding, QualityReport } from '../report.ts';
import { grouped, percentText } from '../summary.ts';
import { both, escape, table } from './text.ts';

export function findingsSection({ findings, currency }: QualityReport): string {
  if (findings.length === 0) return `<h2>${both(words.findings)}</h2>\n<p>${both(words.nothing)}</p>`;
  const heads = [
    { words: { en: '', zh: '' } },
    { words: words.finding },
    { words: words.count, number: true as const },
    { words: words.share, number: true as const },
    { words: inCurrency(words.amount, currency), number: true as const },
  ];
  return `<h2>${both(words.findings)}</h2>\n${table('', heads, findings.map(row))}`;
}

function row(finding: QualityFinding): string[] {
  const { severity, message, hint, count, of, amount, examples } = finding;
  const name: Localized = words[`severity ${severity}`];
  const places = examples.map((one) => `<li>${place(one)}</li>`).join('');
  return [
    `<span class="${severity}">${both(name)}</span>`,
    `<span title="${escape(finding.code)}">${both(message)}</span><div class="hint">${both(hint)}</div>${places === '' ? '' : `<ul class="where">${places}</ul>`}`,
    grouped(count),
    of === undefined ? '' : percentText(count, of),
    amount === undefined ? '' : grouped(amount),
  ];
}

export function place({ delivery, file, line, key, text, words: said }: Example): string {
  const at = [...(file === undefined ? [] : [file]), ...(line === undefined ? [] : [line])].join(':');
  const parts = [
    delivery === undefined ? '' : both(words.delivery, { delivery }),
    at === '' ? '' : `<code>${escape(at)}</code>`,
    said ? both(said) : '',
    escape(key ?? ''),
    escape(text ?? ''),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}
