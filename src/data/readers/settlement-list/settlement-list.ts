/**
 * 医疗保障基金结算清单 (interface 4101) and 住院病案首页 (卫医政发〔2011〕84号): CSV in UTF-8 or GB18030, JSON lines, workbooks; fields by code or
 * by name; diagnoses, procedures, fees and funds in numbered columns, as lists, or in files of their own.
 */
import { basename } from 'node:path';
import { reporter } from '../../../language/diagnostic.ts';
import type { Diagnostic } from '../../../language/diagnostic.ts';
import type { Format, FormatOptions, InputFile, Intake } from '../../import/format.ts';
import { Batches } from '../shared/batches.ts';
import { isEncoding } from '../shared/encoding.ts';
import { caseId, caseRows } from './case.ts';
import { Coverage } from './coverage.ts';
import type { Place } from './fields.ts';
import { listPlace, pagePlace } from './fields.ts';
import { jsonRecords } from './json.ts';
import { messages } from './messages.ts';
import type { ListRecord } from './record.ts';
import type { Seen } from './staged.ts';
import { stage, staged } from './staged.ts';
import { tableRecords } from './tables.ts';

const report = reporter(messages);

const OPTIONS = [
  {
    name: 'encoding',
    label: { en: 'encoding of text files, if it is not found out', zh: '文本编码（默认自动识别）' },
  },
  {
    name: 'diagnosis-types',
    label: {
      en: '3 or 4 kinds of diagnosis are numbered (1 Western, 2–3 Chinese; or 1–2 Western, 3–4 Chinese)',
      zh: '诊断类别编号方式：3（1 西医，2–3 中医）或 4（1–2 西医，3–4 中医）',
    },
  },
] as const;

export const settlementList: Format = {
  name: 'settlement-list',
  title: {
    en: 'Settlement list of the medical insurance fund, China (interface 4101)',
    zh: '医疗保障基金结算清单（接口 4101）',
  },
  options: OPTIONS,
  choose: (paths, options) => Promise.resolve(choose('settlement-list', paths, options)),
  read: (files, intake, options) => read(files, intake, options, listPlace, false),
};

export const frontPage: Format = {
  name: 'front-page',
  title: { en: 'Front page of the inpatient record, China (2011)', zh: '住院病案首页（2011 版）' },
  options: OPTIONS,
  choose: (paths, options) => Promise.resolve(choose('front-page', paths, options)),
  read: (files, intake, options) => read(files, intake, options, pagePlace, true),
};

const JSON_FILE = /\.(json|jsonl|ndjson)$/i;
const TABLE_FILE = /\.(csv|tsv|txt|xlsx)$/i;

function choose(format: string, paths: readonly string[], options: FormatOptions) {
  const diagnostics: Diagnostic[] = [];
  const value: Omit<InputFile, 'index'>[] = [];
  const { encoding } = options;
  const kinds = options['diagnosis-types'];
  const wrong =
    (encoding !== undefined &&
      !isEncoding(encoding) && {
        option: 'encoding',
        value: encoding,
        options: 'utf-8, gb18030, gbk, utf-16',
      }) ||
    (kinds !== undefined &&
      kinds !== '3' &&
      kinds !== '4' && { option: 'diagnosis-types', value: kinds, options: '3, 4' });
  if (wrong) return { diagnostics: [report('option-wrong', { format, ...wrong })] };
  for (const path of paths) {
    if (JSON_FILE.test(path) || TABLE_FILE.test(path))
      value.push({ path, part: JSON_FILE.test(path) ? 'json' : 'table' });
    else diagnostics.push(report('file-unknown', { file: basename(path), format }, { file: path }));
  }
  return { value, diagnostics };
}

async function read(
  files: readonly InputFile[],
  intake: Intake,
  options: FormatOptions,
  placeOf: (header: string) => Place | undefined,
  page: boolean,
): Promise<void> {
  const source = page ? 'front-page' : 'settlement-list';
  const coverage = new Coverage(source);
  const seen = await stage(records(files, intake, options, placeOf), intake);
  const { kinds, twos } = conventions(seen, files, intake, options, page);
  const batches = new Map<InputFile, Batches>();
  const of = (file: InputFile) => {
    const found = batches.get(file) ?? new Batches(intake, file);
    batches.set(file, found);
    return found;
  };
  const left = new Map<
    string,
    { file: InputFile; count: number; examples: { line: number; key: string; text: string }[] }
  >();
  for await (const record of staged(intake, files)) {
    const rows = caseRows(record, { kinds, twos, source });
    of(record.file).add('inpatient_case', record.line, rows.inpatientCase);
    for (const { part, row } of rows.items) of(part.file).add('cost_item', part.line, row);
    for (const { part, row } of rows.conditions) of(part.file).add('condition', part.line, row);
    coverage.add(record, rows.inpatientCase);
    for (const { code, text } of rows.left) {
      const key = `${code} ${record.file.index}`;
      const entry = left.get(key) ?? { file: record.file, count: 0, examples: [] };
      left.set(key, entry);
      entry.count += 1;
      if (entry.examples.length < 10)
        entry.examples.push({ line: record.line, key: caseId(record) ?? '', text });
    }
    for (const batch of batches.values()) await batch.flush();
  }
  for (const batch of batches.values()) await batch.flush(true);
  await coverage.tell(intake);
  for (const [key, { file, count, examples }] of left) {
    intake.find({
      code: key.split(' ')[0] ?? key,
      table: 'inpatient_case',
      file,
      count,
      examples: examples.map(({ line, ...rest }) => ({ at: { file: file.path, line }, ...rest })),
    });
  }
}

async function* records(
  files: readonly InputFile[],
  intake: Intake,
  options: FormatOptions,
  placeOf: (header: string) => Place | undefined,
): AsyncIterable<ListRecord> {
  for (const file of files)
    if (file.part === 'json') yield* jsonRecords(file, intake, placeOf, options['encoding']);
  const tables = files.filter(({ part }) => part !== 'json');
  if (tables.length > 0) yield* tableRecords(tables, intake, placeOf, options);
}

/**
 * Two ways to number kinds of diagnosis are in use, and two to say whether a readmission is planned: a kind 4 is written in the one alone,
 * several 1 on a list in the other; a 2 for a plan means that 1 is none. What is assumed is a finding.
 */
function conventions(
  { four, several, typed, plans }: Seen,
  [file]: readonly InputFile[],
  intake: Intake,
  options: FormatOptions,
  page: boolean,
): { kinds: 3 | 4; twos: boolean } {
  const given = options['diagnosis-types'];
  const kinds = given === '3' || given === '4' ? (Number(given) as 3 | 4) : several && !four ? 3 : 4;
  if (given === undefined && typed && file) {
    const text = kinds === 4 ? '1–2 西医, 3–4 中医' : '1 西医, 2–3 中医';
    intake.find({ code: 'diagnosis-types', file, count: 1, examples: [{ text }] });
  }
  const twos = page || plans.has('2');
  if (plans.has('1') && !twos && !plans.has('0') && file)
    intake.find({ code: 'plan-ambiguous', file, count: 1, examples: [{ text: '1' }] });
  return { kinds, twos };
}
