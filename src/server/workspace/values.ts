/** Reports of value below the folder, as `openvbp value … -o report.json` writes them. */
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Localized } from '../../language/plan.ts';
import { notesOf, spanText } from '../../methods/value/index.ts';
import { basisWords, partWords, reasonWords } from '../../methods/value/messages/words.ts';
import type { ValueReport } from '../../methods/value/report.ts';
import type { Value, ValueCard } from '../api.ts';
import { failure } from '../http/problem.ts';
import type { Root } from './root.ts';
import { walk } from './walk.ts';

/** A report is read whole: far larger than this is none. */
const MOST_MB = 64;

export async function valueCards(root: Root): Promise<ValueCard[]> {
  const { values } = await walk(root.folder);
  const cards: ValueCard[] = [];
  for (const path of values) {
    const report = await readReport(path).catch(() => undefined);
    if (!report) continue;
    const { condition, title, period, asOf, providers, all } = report;
    cards.push({
      file: root.name(path),
      condition,
      title,
      period,
      asOf,
      providers: providers.filter(({ provider }) => provider !== null).length,
      cycles: all.cycles,
      written: statSync(path).mtime.toISOString(),
    });
  }
  return cards.sort((a, b) =>
    a.written < b.written ? 1 : a.written > b.written ? -1 : a.file < b.file ? -1 : 1,
  );
}

export async function valueOfFile(root: Root, file: string): Promise<Value> {
  const report = await readReport(root.at(file)).catch(() => undefined);
  if (!report) throw failure(404, 'no-value', { file });
  return { report, words: wordsOf(report) };
}

function wordsOf(report: ValueReport): Value['words'] {
  const reasons = new Set(Object.keys(report.rejected));
  for (const { figures } of [report.all, ...report.providers])
    for (const { unknown } of Object.values(figures))
      for (const reason of Object.keys(unknown)) reasons.add(reason);
  return {
    reasons: Object.fromEntries(
      [...reasons].sort().map((one): [string, Localized] => [one, reasonWords(one)]),
    ),
    parts: partWords,
    basis: basisWords[report.basis],
    notes: [spanText(report), ...notesOf(report)],
  };
}

/** Undefined where it is no such report: whoever wrote the file, the page is to be drawn from it. */
async function readReport(path: string): Promise<ValueReport | undefined> {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size > MOST_MB * 2 ** 20) return undefined;
  const found = JSON.parse(await readFile(path, 'utf8')) as Partial<ValueReport>;
  const whole =
    typeof found.condition === 'string' &&
    typeof found.title?.en === 'string' &&
    Array.isArray(found.measures) &&
    Array.isArray(found.providers) &&
    Array.isArray(found.variation) &&
    typeof found.all?.figures === 'object' &&
    typeof found.period?.from === 'string';
  return whole ? (found as ValueReport) : undefined;
}
