/** What the import says it read, kept and refused: per source, and in money. Held against the rows that are there. */
import { addExact, equalExact } from '../import/exact.ts';
import type { DataManifest, SourceFinding, SourceManifest } from '../import/manifest.ts';
import { findings as formatFindings } from '../readers/words.ts';
import { fileOf } from './deliveries.ts';
import { columnLabel, found } from './found.ts';
import { amountText } from './subject.ts';
import type { UnreadMoney } from './unread.ts';
import type { Code } from './messages.ts';
import { findings as catalogue } from './messages.ts';
import type {
  Example,
  MoneyReport,
  QualityFinding,
  RefusalReport,
  SourceReport,
  TableReport,
} from './report.ts';

interface Folder {
  data: DataManifest;
  sources: SourceManifest[];
}

/** `place`: of the import in `data.json`, from 0. */
export function sourceReport(
  source: SourceManifest,
  place: number,
  refusals: readonly RefusalReport[],
): SourceReport {
  const rows = source.tables.map(({ name, read, kept, refused }) => {
    // What was refused before it was a row (a line cut off, a segment that makes no sense) is counted with its table where it says which.
    const before = refusedOf(source, name) - refused;
    return { table: name, read: read + before, kept, refused: refused + before };
  });
  const known = new Set(rows.map(({ table }) => table));
  const others = [...new Set(source.refused.map(({ table = '' }) => table))].filter(
    (name) => !known.has(name),
  );
  for (const table of others.sort()) {
    const count = refusedOf(source, table);
    rows.push({ table, read: count, kept: 0, refused: count });
  }
  return {
    name: source.id,
    delivery: String(place + 1),
    format: source.format,
    files: source.files.map(({ name, sha256, size }) => ({ name, sha256, bytes: String(size) })),
    rows: rows.map(({ table, read, kept, refused }) => ({
      table,
      read: String(read),
      kept: String(kept),
      refused: String(refused),
    })),
    refusals: [...refusals],
    passedOver: source.passedOver.map(({ file, reason, count }) => ({
      file: source.files[file]?.name ?? '',
      reason,
      count: String(count),
    })),
  };
}

function refusedOf({ refused }: SourceManifest, name: string): number {
  return refused.reduce((sum, { table = '', count }) => sum + (table === name ? count : 0), 0);
}

/** Per table and column of money: read against kept and refused, what stands after versions were resolved, and what nobody could read. */
export function moneyReport(
  { sources }: Folder,
  tables: readonly Omit<TableReport, 'superseded'>[],
  kept: ReadonlyMap<string, string>,
  unreadMoney: UnreadMoney,
): { money: MoneyReport[]; findings: QualityFinding[] } {
  const money: MoneyReport[] = [];
  const findings: QualityFinding[] = [];
  const sums = new Map<string, { read: string; kept: string; refused: string; unreadable: number }>();
  for (const source of sources) {
    for (const table of source.tables) {
      for (const [column, sum] of Object.entries(table.money)) {
        const key = `${table.name}.${column}`;
        const before = sums.get(key) ?? { read: '0', kept: '0', refused: '0', unreadable: 0 };
        sums.set(key, {
          read: addExact(before.read, sum.read),
          kept: addExact(before.kept, sum.kept),
          refused: addExact(before.refused, sum.refused),
          unreadable: before.unreadable + sum.unreadable,
        });
      }
    }
  }
  for (const [key, sum] of [...sums].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [table = '', column = ''] = key.split('.');
    const standing =
      tables.find((one) => one.table === table)?.columns.find((one) => one.column === column)?.total ??
      '0.00';
    const there = kept.get(key) ?? '0.00';
    const superseded = subtract(there, standing);
    // Two things must hold: what the import counted adds up, and the rows it wrote are what it counted.
    const missing = subtract(sum.read, addExact(sum.kept, sum.refused));
    const lost = subtract(sum.kept, there);
    const balanced = equalExact(missing, '0') && equalExact(lost, '0');
    const plain = (text: string) => amountText(text) ?? text;
    const row = {
      in: plain(sum.read),
      kept: plain(sum.kept),
      refused: plain(sum.refused),
      superseded: plain(superseded),
      standing,
    };
    const unread = unreadMoney.examples.get(key) ?? [];
    money.push({ table, column, ...row, unreadable: String(sum.unreadable), unread, balanced });
    if (!balanced)
      findings.push(
        found('money-unbalanced', {
          table,
          column,
          count: '1',
          amount: plain(addExact(missing, lost)),
          examples: [],
        }),
      );
  }
  return { money: [...money, ...lineMoney(sources, unreadMoney)], findings };
}

/** Money on what was refused before it was a row: as far as it could be read, and how many lines have none. */
function lineMoney(sources: readonly SourceManifest[], unreadMoney: UnreadMoney): MoneyReport[] {
  const sums = new Map<string, string>();
  for (const { refused } of sources) {
    for (const { table = '', amount, of } of refused) {
      if (amount === undefined || of === 'row') continue;
      sums.set(table, addExact(sums.get(table) ?? '0', amount));
    }
  }
  for (const table of unreadMoney.lines.keys()) sums.set(table, sums.get(table) ?? '0');
  return [...sums].sort().map(([table, sum]) => {
    const text = amountText(sum) ?? sum;
    const none = '0.00';
    return {
      table,
      column: '',
      in: text,
      kept: none,
      refused: text,
      superseded: none,
      standing: none,
      unreadable: String(unreadMoney.lines.get(table) ?? 0n),
      unread: unreadMoney.examples.get(`${table}.`) ?? [],
      balanced: true,
    };
  });
}

function subtract(a: string, b: string): string {
  return addExact(a, b.startsWith('-') ? b.slice(1) : `-${b}`);
}

export function rowFindings({ sources }: Folder, received: ReadonlyMap<string, bigint>): QualityFinding[] {
  const findings: QualityFinding[] = [];
  const kept = new Map<string, bigint>();
  for (const { tables } of sources) {
    for (const table of tables) {
      kept.set(table.name, (kept.get(table.name) ?? 0n) + BigInt(table.kept));
      if (table.read === table.kept + table.refused) continue;
      const text = `${table.read} ≠ ${table.kept} + ${table.refused}`;
      findings.push(found('rows-unbalanced', { table: table.name, count: '1', examples: [{ text }] }));
    }
  }
  for (const [table, count] of kept) {
    const there = received.get(table) ?? 0n;
    if (there !== count)
      findings.push(
        found('rows-unbalanced', { table, count: '1', examples: [{ text: `${count} ≠ ${there}` }] }),
      );
  }
  return findings;
}

/** What readers and the comparison of versions found, as they said it; a code without words of its own is shown itself. */
export function sourceFindings({ data, sources }: Folder): QualityFinding[] {
  return [
    ...sources.flatMap(({ findings }, place) =>
      merged(findings.map((one) => sourceFinding(one, sources, place))),
    ),
    ...data.findings.map((one) => sourceFinding(one)),
  ];
}

/** What was found of several files of an import is one finding, with the first place of each. */
function merged(findings: readonly QualityFinding[]): QualityFinding[] {
  const groups = Map.groupBy(findings, ({ code, table = '', message }) => `${code}|${table}|${message.en}`);
  return [...groups.values()].map((group) => {
    const [first] = group as [QualityFinding];
    if (group.length === 1) return first;
    const amounts = group.flatMap(({ amount }) => amount ?? []);
    const most = Math.max(...group.map(({ examples }) => examples.length));
    // The first of every file, then the second …
    const turns = Array.from({ length: most }, (_, i) => group.flatMap(({ examples }) => examples[i] ?? []));
    return {
      ...first,
      count: String(group.reduce((sum, { count }) => sum + BigInt(count), 0n)),
      ...(amounts.length > 0 && { amount: amountText(amounts.reduce(addExact, '0')) ?? '0.00' }),
      examples: turns.flat().slice(0, MERGED),
    };
  });
}

/** As many as are kept of a finding of one file. */
const MERGED = 20;

/** Findings of the intake whose examples name a column of ours, not of the file. */
export const OF_COLUMNS: ReadonlySet<string> = new Set(['open-end', 'quantity-rounded']);

function sourceFinding(
  given: SourceFinding,
  sources: readonly SourceManifest[] = [],
  place = -1,
): QualityFinding {
  const source = sources[place];
  const known = Object.hasOwn(catalogue, given.code);
  const file = fileOf(sources, place, given.file);
  const examples = given.examples.map(({ line, key, text }): Example => {
    return {
      ...file,
      ...(line !== undefined && { line: String(line) }),
      ...(key !== undefined &&
        (OF_COLUMNS.has(given.code) ? { words: columnLabel(given.table, key) } : { key })),
      // Exact decimals of four digits: cents are enough where there is no more.
      ...(text !== undefined && { text: text.replace(/\b(\d+\.\d\d)00\b/g, '$1') }),
    };
  });
  const about = {
    ...(given.table !== undefined && { table: given.table }),
    ...(source && { source: source.id }),
    count: String(given.count),
    ...(given.amount !== undefined && { amount: amountText(given.amount) ?? given.amount }),
    examples,
  };
  const said = formatFindings[given.code];
  const data = {
    words: said ?? { en: given.code, zh: given.code },
    text: given.examples[0]?.text ?? '',
  };
  const words = found(known ? (given.code as Code) : 'source-finding', about, data);
  if (known || !said) return { ...words, code: given.code };
  // How grave it is says who found it.
  const { severity = words.severity, hint = words.hint } = said;
  return { ...words, code: given.code, severity, hint };
}
