/** What an import read, kept and refused, and what stands in the data folder afterwards. */
import { join } from 'node:path';
import { fill, type Lang, type Severity } from '../../language/diagnostic.ts';
import type { Localized } from '../../language/plan.ts';
import { canonicalTable } from '../../data/canonical/index.ts';
import type { Imported } from '../../data/import/import.ts';
import type { RefusedCount, SourceFinding, SourceManifest } from '../../data/import/manifest.ts';
import { columnLabel, OF_COLUMNS } from '../../data/quality/index.ts';
import { sourceFindings } from '../../data/quality/messages/sources.ts';
import { findings as readerFindings, passedOver, refusals } from '../../data/readers/words.ts';
import { importWords as words } from '../messages/import.ts';
import { words as general } from '../messages/words.ts';
import type { Terminal } from '../terminal.ts';
import { shownPath } from './diagnostics.ts';
import { table } from './table.ts';

/** Lines of a list; `--json` has them all. */
const SHOWN = 15;

export function importedLines(terminal: Terminal, { folder, source, data, added }: Imported): string[] {
  const { lang, colors: c, width } = terminal;
  const shown = shownPath(terminal, folder);
  const rows = source.tables.reduce((sum, { kept }) => sum + kept, 0);
  const lines: string[] = [];
  const section = (title: string, list: readonly string[]) => {
    if (list.length === 0) return;
    lines.push('', c.bold(title), ...list.slice(0, SHOWN).map((line) => `  ${line}`));
    if (list.length > SHOWN) lines.push(`  … ${list.length - SHOWN}`);
  };
  const names = source.tables.map(({ name }) => canonicalTable(name).label[lang]);
  const columns = [words.table, words.read, words.kept, words.refused, words.money, words.refusedMoney];
  const header = columns.map(
    (word, i) => ({ header: word[lang], align: i === 0 ? 'left' : 'right' }) as const,
  );
  const readTable = source.tables.map((one, i) => ({
    cells: [names[i] ?? one.name, count(one.read), count(one.kept), count(one.refused), ...moneyOf(one)],
  }));
  const unread = source.refused
    .filter((one) => one.table === undefined)
    .reduce((sum, one) => sum + one.count, 0);
  if (unread > 0)
    readTable.push({ cells: [words.refusedNowhere[lang], count(unread), '0', count(unread), '', ''] });
  lines.push(...table(header, readTable, { width, dim: c.dim }));
  const cells = source.tables.reduce(
    (sum, { money }) => Object.values(money).reduce((all, one) => all + one.unreadable, sum),
    0,
  );
  if (cells > 0)
    lines.push(c.yellow(`  ${fill(words.moneyUnread[lang], { count: count(cells), folder: shown })}`));
  section(
    words.refusedTitle[lang],
    source.refused.map((one) => refusedLine(source, one, lang)),
  );
  if (source.refused.length > 0) {
    const file = shownPath(terminal, join(folder, 'received', source.id, 'refused.parquet'));
    lines.push(c.dim(`  ${fill(words.refusedFile[lang], { file })}`));
  }
  section(
    words.passedTitle[lang],
    source.passedOver.map(({ file, reason, count: of }) =>
      fill(words.refusedLine[lang], {
        file: nameOf(source, file),
        count: count(of),
        reason: said(passedOver, reason, lang),
      }),
    ),
  );
  const findings = [...source.findings, ...data.findings];
  section(
    words.foundTitle[lang],
    gravestFirst([...Map.groupBy(findings, ({ code, table: of = '' }) => `${code}|${of}`).values()]).map(
      (group) => {
        const line = foundLine(source, together(group), new Set(group.map(({ file }) => file)).size, lang);
        return isError(group) ? `${c.red(general.error[lang])} ${line}` : line;
      },
    ),
  );
  if (data.superseded.length > 0 || data.sources.length > 1) {
    const standing = data.tables.map((one) => ({
      cells: [
        canonicalTable(one.name).label[lang],
        count(one.received),
        count(one.superseded),
        count(one.standing),
      ],
    }));
    const heads = [words.table, words.received, words.superseded, words.standing];
    const shape = heads.map(
      (word, i) => ({ header: word[lang], align: i === 0 ? 'left' : 'right' }) as const,
    );
    lines.push(
      '',
      c.bold(words.standTitle[lang]),
      ...table(shape, standing, { width, indent: 2, dim: c.dim }),
    );
  }
  const end = added ? words.done : words.there;
  lines.push('', fill(end[lang], { rows: count(rows), files: source.files.length, folder: shown }));
  return lines;
}

function moneyOf({ money, name }: SourceManifest['tables'][number]): string[] {
  const main = canonicalTable(name).columns.find((column) => column.name in money)?.name;
  const sum = main === undefined ? undefined : money[main];
  return sum ? [amount(sum.kept), amount(sum.refused)] : ['', ''];
}

function refusedLine(source: SourceManifest, one: RefusedCount, lang: Lang): string {
  const file = nameOf(source, one.file);
  const line = fill(words.refusedLine[lang], {
    file,
    count: count(one.count),
    reason: said(refusals, one.reason, lang),
  });
  if (one.column === undefined) return line;
  // Columns have English names; who reads Chinese is told what they are.
  const named = lang === 'zh' ? `${columnLabel(one.table, one.column).zh} ${one.column}` : one.column;
  return fill(words.refusedColumn[lang], { line, column: named });
}

/** How grave it is says who found it, or the quality report. */
function isError(group: readonly SourceFinding[]): boolean {
  const code = group[0]?.code ?? '';
  const said: { severity?: Severity } | undefined =
    readerFindings[code] ?? (sourceFindings as Readonly<Record<string, { severity: Severity }>>)[code];
  return said?.severity === 'error';
}

function gravestFirst(groups: SourceFinding[][]): SourceFinding[][] {
  return [...groups.filter(isError), ...groups.filter((group) => !isError(group))];
}

/** The same of several files, said once. */
function together(group: readonly SourceFinding[]): SourceFinding {
  const [first] = group as [SourceFinding];
  return {
    ...first,
    count: group.reduce((sum, one) => sum + one.count, 0),
    examples: group.flatMap(({ examples }) => examples),
  };
}

function foundLine(
  source: SourceManifest,
  { code, count: of, file, table: name, examples }: SourceFinding,
  files: number,
  lang: Lang,
): string {
  const first = file === undefined ? undefined : nameOf(source, file);
  const comma = lang === 'zh' ? '，' : ', ';
  const at = [
    ...(first === undefined
      ? []
      : [files > 1 ? fill(words.foundFiles[lang], { file: first, files }) : first]),
    ...(name === undefined ? [] : [canonicalTable(name).label[lang]]),
  ].join(comma);
  const column = (key: string) => (lang === 'zh' ? `${columnLabel(name, key).zh} ${key}` : key);
  const keys = [
    ...new Set(
      examples.flatMap(({ key, text }) =>
        key !== undefined && OF_COLUMNS.has(code) ? column(key) : (key ?? text ?? []),
      ),
    ),
  ].slice(0, 5);
  const place = at === '' ? '' : fill(words.foundPlace[lang], { place: at });
  const line = fill(words.foundLine[lang], {
    place,
    // The place names the table already.
    words: said({ ...sourceFindings, ...readerFindings }, code, lang).replace(/^\{table\}[:：]\s*/, ''),
    count: count(of),
  });
  if (keys.length === 0) return line;
  const shown = `${keys.join(lang === 'zh' ? '、' : ', ')}${of > keys.length ? ' …' : ''}`;
  return fill(words.examples[lang], { line, keys: shown });
}

/** A code without words of its own is shown as it is. */
function said(catalogue: Readonly<Record<string, Localized>>, code: string, lang: Lang): string {
  return catalogue[code]?.[lang] ?? code;
}

function nameOf(source: SourceManifest, file: number): string {
  return source.files[file]?.name ?? '';
}

function count(number: number): string {
  return String(number).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** Two decimals unless there are more. */
function amount(text: string): string {
  const [whole = '0', fraction = ''] = text.split('.');
  const digits = fraction.replace(/0+$/, '').padEnd(2, '0');
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${digits}`;
}
