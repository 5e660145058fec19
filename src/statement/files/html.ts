/**
 * `statement.html`: the statement to read, print (A4) and send. One file, nothing loaded from elsewhere, both
 * languages in it; the page opens in the reader's language and a button changes it.
 */
import { fill, type Lang } from '../../language/diagnostic.ts';
import type { Localized, Plan } from '../../language/plan.ts';
import { shownSource, sourceLanguage } from '../../language/sources.ts';
import type { StatementRow } from '../../engine/types.ts';
import { grouped, shownDate, shownPeriod } from '../format/index.ts';
import { boundFrom, words } from '../messages.ts';
import { isNothing } from '../summarize.ts';
import type { PaymentSummary, StatementSummary, Totals, UndeterminedGroup } from '../types.ts';
import { reasonTitles, shownReason, titled, type Word } from '../words.ts';
import { SCRIPT, STYLE } from './html-page.ts';
import { parameterLines } from './parameter-lines.ts';

/** Rows a page still opens quickly with; the rest stand in the CSV. */
export const HTML_ROWS = 2_000;
/** Routes of one payment in the summary table. */
const FLOWS = 50;

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** Both languages side by side; the page shows one. */
export function both(of: (lang: Lang) => string): string {
  const [en, zh] = [of('en'), of('zh')];
  if (en === zh) return escapeHtml(en);
  return `<span lang="en">${escapeHtml(en)}</span><span lang="zh-CN">${escapeHtml(zh)}</span>`;
}

const label = (name: Word, data = {}) => both((lang) => fill(words[name][lang], data));
/** As it is cited in the reader's language, marked with its own: a screen reader says it, and a browser sets it, by that. */
function source(cited: string): string {
  const of = (lang: Lang) => {
    const text = shownSource(cited, lang);
    return `<cite lang="${sourceLanguage(text)}">${escapeHtml(text)}</cite>`;
  };
  const [en, zh] = [of('en'), of('zh')];
  return en === zh ? en : `<span lang="en">${en}</span><span lang="zh-CN">${zh}</span>`;
}

const title = (text: Localized | undefined, name: string) => both((lang) => titled(text, name, lang));
const cell = (content: string, kind = '') => `<td${kind && ` class="${kind}"`}>${content}</td>`;
const head = (...cells: [Word, string?][]) =>
  `<thead><tr>${cells.map(([name, kind]) => `<th scope="col"${kind ? ` class="${kind}"` : ''}>${label(name)}</th>`).join('')}</tr></thead>`;
const figure = (text: string | null) => cell(text === null ? '–' : escapeHtml(grouped(text)), 'n');

export function statementHtml(
  summary: StatementSummary,
  rows: readonly StatementRow[],
  own: Plan['words'],
): string {
  const name = (lang: Lang) => titled(summary.title, summary.contract, lang);
  const sections = [
    facts(summary),
    payments(summary),
    undetermined(summary),
    pending(summary),
    everyPayment(summary, rows),
    parameters(summary, own),
    data(summary),
  ];
  return page(name, sections.filter(Boolean).join('\n'), summary.engine);
}

/** A page of its own, in both languages. */
export function page(name: (lang: Lang) => string, main: string, engine: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(`${name('en')}${name('en') === name('zh') ? '' : ` · ${name('zh')}`}`)}</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>${both(name)}</h1><button type="button" id="language">${label('language')}</button></header>
<main>
${main}
</main>
<footer>${label('footer', { engine })}</footer>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function facts(summary: StatementSummary): string {
  const line = (name: Word, content: string) => `<dt>${label(name)}</dt><dd>${content}</dd>`;
  const parties = summary.parties
    .flatMap(({ role, roleTitle, name, id }) => {
      if (role === null) return [];
      const called = `<span title="${escapeHtml(role)}">${title(roleTitle, role)}</span>`;
      return `${called}${both((lang) => (lang === 'zh' ? '：' : ': '))}${title(name, id)}`;
    })
    .join('<br>');
  return `<dl>
${line('model', `${title(summary.modelTitle, summary.model)} <code>${escapeHtml(`${summary.model}@${summary.modelVersion}`)}</code>${summary.modelSource === undefined ? '' : ` · ${source(summary.modelSource)}`}`)}
${line(
  'period',
  both((lang) => shownPeriod(summary.period, lang)),
)}
${line(
  'asOf',
  both((lang) => shownDate(summary.asOf, lang)),
)}
${line('currency', escapeHtml(summary.currency))}
${parties === '' ? '' : line('parties', parties)}
</dl>`;
}

function partyName(summary: StatementSummary, id: string | null): string {
  if (id === null) return label('nobody');
  return title(summary.parties.find((party) => party.id === id)?.name, id);
}

function totalsCells(totals: Totals): string {
  const tally = (rows: number, amount: string) => (rows === 0 ? cell('–', 'n') : figure(amount));
  const missing =
    totals.undetermined === 0 ? cell('–', 'n') : cell(`? × ${grouped(String(totals.undetermined))}`, 'n u');
  return (
    tally(totals.final.rows, totals.final.amount) +
    tally(totals.pending.rows, totals.pending.amount) +
    missing
  );
}

function payments(summary: StatementSummary): string {
  const section = (payment: PaymentSummary) => {
    const due = payment.flows.filter((flow) => !isNothing(flow));
    const shown = due.slice(0, FLOWS);
    const nothing = payment.flows.length - due.length;
    const rows = shown.map(
      (flow) =>
        `<tr>${cell(partyName(summary, flow.from))}${cell(partyName(summary, flow.to))}${totalsCells(flow)}</tr>`,
    );
    const note = (words: string) => rows.push(`<tr><td colspan="5" class="more">${words}</td></tr>`);
    if (due.length > shown.length) note(more(due.length - shown.length));
    if (nothing > 0) note(label('nothingDue', { count: grouped(String(nothing)) }));
    const total =
      payment.flows.length === 0
        ? `<tr><td colspan="5">${label('noRows')}</td></tr>`
        : `<tr class="total"><th scope="row" colspan="2">${label('total')}</th>${totalsCells(payment.total)}</tr>`;
    return `<h3>${title(payment.title, payment.id)}</h3>
<p class="formula"><code>${escapeHtml(payment.formula)}</code>${payment.source === undefined ? '' : ` · ${source(payment.source)}`}</p>
<table>${head(['from'], ['to'], ['final', 'n'], ['pending', 'n'], ['undetermined', 'n'])}<tbody>
${rows.join('\n')}
</tbody><tfoot>${total}</tfoot></table>`;
  };
  return `<section><h2>${label('payments')} <small>${escapeHtml(summary.currency)}</small></h2>\n${summary.payments.map(section).join('\n')}</section>`;
}

function more(count: number): string {
  return label('more', { count: grouped(String(count)), file: 'statement.csv' });
}

function undetermined(summary: StatementSummary): string {
  if (summary.undetermined.length === 0) return '';
  const row = (group: UndeterminedGroup) => {
    const { reason, bound } = group;
    const why = reason ? both((lang) => shownReason(reason, lang, group.title, group.entityTitle)) : '–';
    const from = bound ? both((lang) => fill(boundFrom.column[lang], bound)) : '';
    const keys = `${group.keys.map(escapeHtml).join(', ')}${group.rows > group.keys.length ? ' …' : ''}`;
    return `<tr>${cell(paymentTitle(summary, group.payment))}${cell(why)}${cell(grouped(String(group.rows)), 'n')}${cell(keys)}${cell(from)}</tr>`;
  };
  return `<section><h2>${label('undeterminedWhy')}</h2>
<table>${head(['payment'], ['reason'], ['rows', 'n'], ['key'], ['wouldComeFrom'])}<tbody>
${summary.undetermined.map(row).join('\n')}
</tbody></table></section>`;
}

function paymentTitle(summary: StatementSummary, id: string): string {
  return title(summary.payments.find((payment) => payment.id === id)?.title, id);
}

function pending(summary: StatementSummary): string {
  if (summary.pending.length === 0) return '';
  const rows = summary.pending.map((group) => {
    const awaits = `${group.title ? `${title(group.title, '')} ` : ''}<code>${escapeHtml(group.formula ?? '')}</code>`;
    return `<tr>${cell(paymentTitle(summary, group.payment))}${cell(awaits)}${cell(grouped(String(group.rows)), 'n')}${figure(group.amount)}</tr>`;
  });
  return `<section><h2>${label('pendingWhy')}</h2>
<table>${head(['payment'], ['reason'], ['rows', 'n'], ['amount', 'n'])}<tbody>
${rows.join('\n')}
</tbody></table></section>`;
}

function everyPayment(summary: StatementSummary, rows: readonly StatementRow[]): string {
  if (rows.length === 0) return '';
  const lines = rows.map((row) => {
    const { reason } = row;
    const why = reason
      ? `${both((lang) => shownReason(reason, lang, ...reasonTitles(summary, reason)))}${reason.key === '' || reason.key === row.key ? '' : ` [${escapeHtml(reason.key)}]`}`
      : '';
    return `<tr>${cell(paymentTitle(summary, row.payment))}${cell(escapeHtml(row.key))}${cell(partyName(summary, row.from))}${cell(partyName(summary, row.to))}${figure(row.amount)}${cell(label(row.status), row.status)}${cell(row.due === null ? '' : both((lang) => shownDate(row.due as string, lang)))}${cell(why)}</tr>`;
  });
  if (summary.total.rows > rows.length) {
    lines.push(`<tr><td colspan="8" class="more">${more(summary.total.rows - rows.length)}</td></tr>`);
  }
  return `<section><h2>${label('allRows')}</h2>
<table>${head(['payment'], ['key'], ['from'], ['to'], ['amount', 'n'], ['status'], ['due'], ['reason'])}<tbody>
${lines.join('\n')}
</tbody></table></section>`;
}

function parameters(summary: StatementSummary, own: Plan['words']): string {
  if (summary.parameters.length === 0) return '';
  const { currency, minorUnit } = summary;
  const style = { currency, minorUnit, exact: true, ...(own && { words: own }) };
  const rows = summary.parameters.flatMap((parameter) => {
    const lines = {
      en: parameterLines(parameter, { ...style, lang: 'en' }),
      zh: parameterLines(parameter, { ...style, lang: 'zh' }),
    };
    return lines.en.map((line, i) => {
      const marks = [
        ...(parameter.changed && i === 0 ? [`<mark>${label('changed')}</mark>`] : []),
        ...(line.unverified ? [`<mark class="u">${label('unverified')}</mark>`] : []),
      ];
      const since = line.from === null ? '' : both((lang) => shownDate(line.from as string, lang));
      return `<tr>${cell(i === 0 ? title(parameter.title, parameter.name) : '')}${cell(since)}${cell(
        both((lang) => lines[lang][i]!.value),
        'n',
      )}${cell(line.source === undefined ? '' : source(line.source))}${cell(marks.join(' '))}</tr>`;
    });
  });
  return `<section><h2>${label('parameters')}</h2>
<table>${head(['parameter'], ['since'], ['value', 'n'], ['source'], ['marks'])}<tbody>
${rows.join('\n')}
</tbody></table></section>`;
}

function data(summary: StatementSummary): string {
  const sources = summary.sources.map(
    (source) =>
      `<tr>${cell(escapeHtml(source.entity))}${cell(escapeHtml(source.file))}${figure(String(source.read))}${figure(String(source.kept))}${figure(String(source.leftOut))}${cell(`<code>${escapeHtml(source.sha256.slice(0, 16))}</code>`)}</tr>`,
  );
  const documents = Object.entries(summary.documents).map(
    ([name, sha256]) =>
      `<tr>${cell('')}${cell(escapeHtml(name))}<td></td><td></td><td></td>${cell(`<code>${escapeHtml(sha256.slice(0, 16))}</code>`)}</tr>`,
  );
  return `<section><h2>${label('data')}</h2>
<table>${head(['for'], ['file'], ['read', 'n'], ['kept', 'n'], ['leftOut', 'n'], ['sha256'])}<tbody>
${[...sources, ...documents].join('\n')}
</tbody></table></section>`;
}
