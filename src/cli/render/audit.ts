/** An audit's report on a terminal: what was looked for, what was found, and the gravest findings. */
import { fill } from '../../language/diagnostic.ts';
import { currencyNote, grouped, inCurrency } from '../../data/quality/index.ts';
import { FAMILY_WORDS, SEVERITY_WORDS } from '../../methods/audit/messages.ts';
import { cannotWords, sparedWords } from '../../methods/audit/report/page.ts';
import { auditWords as words } from '../../methods/audit/report/messages.ts';
import type { AuditReport } from '../../methods/audit/report/report.ts';
import { auditCommandWords } from '../messages/audit.ts';
import type { Terminal } from '../terminal.ts';
import { table } from './table.ts';
import { printable, wrap } from './width.ts';

/** Findings shown; the page has more, the sheet all. */
const SHOWN = 10;

export function auditLines(terminal: Terminal, report: AuditReport): string[] {
  const { lang, width, colors: c } = terminal;
  const { findings, cases, period, listed } = report;
  const shown = listed.slice(0, SHOWN);
  const more = Number(findings) - shown.length;
  return [
    ...wrap(
      fill(words.summary[lang], { findings: grouped(findings), cases: grouped(cases), ...period }),
      width,
    ),
    '',
    c.bold(words.rules[lang]),
    ...ruleLines(terminal, report),
    ...wrap(
      `${currencyNote(report.currency)[lang]}${lang === 'zh' ? '' : ' '}${words.moneyNote[lang]}`,
      width - 2,
    ).map((line) => c.dim(`  ${line}`)),
    '',
    ...(findings === '0'
      ? [words.nothing[lang]]
      : [
          c.bold(fill(words.listed[lang], { shown: String(shown.length), all: grouped(findings) })),
          ...shown.flatMap((one) => {
            const colour = { breach: c.red, suspect: c.yellow, hint: c.dim }[one.severity];
            const amount = one.amount === null ? '' : ` · ${grouped(one.amount)}`;
            const title = report.rules.find(({ id }) => id === one.rule)?.title[lang] ?? one.rule;
            const text = `${title}${lang === 'zh' ? '：' : ': '}${one.says[lang]} · ${words.hospital[lang]} ${one.hospital}${amount}`;
            return [
              `  ${colour(SEVERITY_WORDS[one.severity][lang])} ${wrap(printable(text), width - 14).join('\n    ')}`,
              c.dim(`    ${wrap(printable(one.finding), width - 6).join('\n    ')}`),
            ];
          }),
          ...(more > 0
            ? [c.dim(`  ${fill(auditCommandWords.more[lang], { count: grouped(String(more)) })}`)]
            : []),
        ]),
  ];
}

function ruleLines({ lang, width, colors: c }: Terminal, { rules, currency }: AuditReport): string[] {
  let family = '';
  const rows = rules.map((rule) => {
    const first = rule.family === family ? '' : FAMILY_WORDS[rule.family][lang];
    family = rule.family;
    const cannot = cannotWords(rule);
    return {
      cells: [
        first,
        rule.title[lang],
        SEVERITY_WORDS[rule.severity][lang],
        cannot ? '–' : grouped(rule.findings),
        rule.amount === null ? '' : grouped(rule.amount),
        (cannot ?? sparedWords(rule))[lang],
      ],
      ...(rule.findings === '0' && { style: c.dim }),
    };
  });
  return table(
    [
      { header: words.family[lang] },
      { header: words.rule[lang] },
      { header: words.grade[lang] },
      { header: words.findings[lang], align: 'right' },
      { header: inCurrency(words.money, currency)[lang], align: 'right' },
      { header: words.spared[lang] },
    ],
    rows,
    { width, indent: 2, dim: c.dim },
  );
}
