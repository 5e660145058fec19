/** The report as one HTML file: nothing is fetched, both languages are in it, and the same report gives the same bytes. */
import { currencyNote, inCurrency } from '../../../data/quality/currency.ts';
import { grouped } from '../../../data/quality/summary.ts';
import { both, cited, escape, table } from '../../../data/quality/html/text.ts';
import { shell } from '../../../data/quality/html/shell.ts';
import { tableLabel } from '../../../data/quality/found.ts';
import type { Lang } from '../../../language/diagnostic.ts';
import { fill } from '../../../language/diagnostic.ts';
import type { Localized } from '../../../language/plan.ts';
import { FAMILY_WORDS, GUARDS, REASONS, SEVERITY_WORDS } from '../messages.ts';
import type { Severity } from '../rule.ts';
import type { AuditReport, FindingReport, LineReport, RuleReport } from './report.ts';
import { auditWords as words } from './messages.ts';

/** `lang` is the language it opens in. */
export function auditPage(report: AuditReport, lang: Lang = 'en'): string {
  const { findings, cases, period, listed } = report;
  const summary = { findings: grouped(findings), cases: grouped(cases), ...period };
  const main = `<p>${both(words.summary, summary)}</p>
<h2>${both(words.rules)}</h2>
${rulesTable(report)}
<p class="hint">${both(currencyNote(report.currency))} ${both(words.moneyNote)}</p>
${hospitalsTable(report)}
<h2>${both(words.listed, { shown: grouped(String(listed.length)), all: grouped(findings) })}</h2>
${findingsTable(report)}
<h2>${both(words.definitions)}</h2>
${report.rules.map(definition).join('\n')}`;
  return shell({ title: words.title, otherLanguage: words.otherLanguage, main }, lang);
}

const COLON = both({ en: ': ', zh: '：' });

const CLASSES: Record<Severity, string> = { breach: 'error', suspect: 'warning', hint: 'note' };

const grade = (severity: Severity) =>
  `<span class="${CLASSES[severity]}">${both(SEVERITY_WORDS[severity])}</span>`;

export function sparedWords({ spared }: RuleReport): Localized {
  const one = (lang: Lang) =>
    spared.map(({ guard, count }) => `${GUARDS[guard]?.[lang] ?? guard} ${grouped(count)}`);
  return { en: one('en').join(', '), zh: one('zh').join('、') };
}

export function cannotWords({ cannot }: RuleReport): Localized | undefined {
  return (
    cannot && {
      en: fill(words.notLooked.en, { why: cannot.en }),
      zh: fill(words.notLooked.zh, { why: cannot.zh }),
    }
  );
}

function rulesTable({ rules, currency }: AuditReport): string {
  const heads = [
    { words: words.family },
    { words: words.rule },
    { words: words.grade },
    { words: words.findings, number: true as const },
    { words: inCurrency(words.money, currency), number: true as const },
    { words: words.spared },
  ];
  let family = '';
  const rows = rules.map((rule) => {
    const first = rule.family === family ? '' : both(FAMILY_WORDS[rule.family]);
    family = rule.family;
    const cannot = cannotWords(rule);
    return [
      first,
      `<a href="#${escape(rule.id)}">${both(rule.title)}</a>`,
      grade(rule.severity),
      cannot ? '–' : grouped(rule.findings),
      rule.amount === null ? '' : grouped(rule.amount),
      both(cannot ?? sparedWords(rule)),
    ];
  });
  return table('', heads, rows);
}

function hospitalsTable({ hospitals }: AuditReport): string {
  if (hospitals.length === 0) return '';
  const heads = [
    { words: words.hospital },
    { words: words.findings, number: true as const },
    { words: words.breaches, number: true as const },
  ];
  const rows = hospitals.map(({ hospital, findings, breaches }) => [
    escape(hospital),
    grouped(findings),
    grouped(breaches),
  ]);
  return `<h2>${both(words.hospitals)}</h2>\n${table('', heads, rows)}`;
}

function findingsTable({ listed, rules, currency }: AuditReport): string {
  if (listed.length === 0) return `<p>${both(words.nothing)}</p>`;
  const heads = [
    { words: words.grade },
    { words: words.finding },
    { words: words.hospital },
    { words: inCurrency(words.amount, currency), number: true as const },
    { words: words.evidence },
  ];
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  return table(
    '',
    heads,
    listed.map((one) => [
      grade(one.severity),
      `${both(titles.get(one.rule) ?? { en: one.rule, zh: one.rule })}${COLON}${both(one.says)}<div class="hint"><code>${escape(one.finding)}</code> <code>${escape(one.fingerprint)}</code></div>`,
      escape(one.hospital),
      one.amount === null ? '' : grouped(one.amount),
      evidence(one),
    ]),
  );
}

function evidence({ lines, lineCount }: FindingReport): string {
  const more = Number(lineCount) - lines.length;
  const items = lines.map((line) => `<li>${evidenceLine(line)}</li>`);
  if (more > 0) items.push(`<li>${both(words.moreLines, { count: grouped(String(more)) })}</li>`);
  return `<ul class="where">${items.join('')}</ul>`;
}

function evidenceLine(line: LineReport): string {
  const reason = REASONS[line.reason ?? ''];
  const why: Localized | undefined = line.counted
    ? undefined
    : {
        en: fill(words.notCounted.en, { reason: reason?.en ?? line.reason ?? '' }),
        zh: fill(words.notCounted.zh, { reason: reason?.zh ?? line.reason ?? '' }),
      };
  const claim = [line.claim, line.claimLine].filter((part) => part !== null).join('/');
  const at = line.file === null ? '' : `<code>${escape(`${line.file}:${line.line ?? ''}`)}</code>`;
  return [
    both(tableLabel(line.table)),
    escape(claim),
    line.date ?? '',
    line.amount === null ? '' : grouped(line.amount),
    why ? both(why) : '',
    at,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function definition(rule: RuleReport): string {
  const thresholds = rule.parameters.map((one) => {
    const notes = [
      ...(one.value === one.default ? [] : [both(words.changed, { default: one.default })]),
      ...(one.unverified ? [both(words.unverified)] : []),
      cited(one.source),
    ];
    return `<li>${both(one.label)}: <code>${escape(one.value)}</code> <span class="quiet">${notes.join(' · ')}</span></li>`;
  });
  return `<h3 id="${escape(rule.id)}">${both(rule.title)} <code class="quiet">${escape(rule.id)}</code></h3>
<p>${both(rule.about)}</p>
<p class="hint">${both(words.guard)}${COLON}${both(rule.guard)}</p>
<p class="hint">${both(words.source)}${COLON}${cited(rule.source)}</p>
${thresholds.length === 0 ? '' : `<ul class="where">${thresholds.join('')}</ul>`}`;
}
