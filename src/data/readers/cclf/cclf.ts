/**
 * Claim and Claim Line Feed of Medicare's accountable care organizations, version 36, of fixed width or delimited by pipes: files 0 to 9, A, B.
 * How amounts and versions are read: README.md.
 */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Diagnostic } from '../../../language/diagnostic.ts';
import type { Format, InputFile, Intake } from '../../import/format.ts';
import { report } from '../../import/report.ts';
import type { CclfPart } from './layout.ts';
import { CCLF_PARTS } from './layout.ts';
import { readPartA } from './part-a.ts';
import { readPartB, readPartD } from './part-b-d.ts';
import { readPeople } from './people.ts';
import { CURRENT, openPart } from './sql.ts';

export const cclf: Format = {
  name: 'cclf',
  title: { en: 'Claim and Claim Line Feed (CCLF) v36', zh: '美国 ACO 费用明细文件（CCLF）第 36 版' },
  choose(paths) {
    const value: Omit<InputFile, 'index'>[] = [];
    const diagnostics: Diagnostic[] = [];
    for (const path of paths) {
      const part = partOf(basename(path));
      if (part === undefined)
        diagnostics.push(report('file-unknown', { file: basename(path), format: 'cclf' }, { file: path }));
      else value.push({ path, part });
    }
    return Promise.resolve({ value, diagnostics });
  },
  async read(files, intake) {
    await intake.warehouse.run('create schema if not exists reader');
    const delimited = new Map<InputFile, boolean>();
    for (const file of files) delimited.set(file, (await firstLine(file)).includes('|'));
    const of = (part: string) => files.filter((file) => file.part === part);
    for (const part of CCLF_PARTS) await openPart(part, of(part), delimited, intake);
    await intake.warehouse.run(CURRENT);
    if (of('1').length > 0) await readPartA(intake);
    if (of('5').length > 0) await readPartB('5', intake);
    if (of('6').length > 0) await readPartB('6', intake);
    if (of('7').length > 0) await readPartD(intake);
    if (of('8').length > 0) await readPeople(intake);
    await account(files, intake);
  },
};

/** `P.A1234.ACO.ZC5Y23.D230101.T0000000`, `cclf5.txt`, `CCLF_A` → 5, 5, A. */
export function partOf(name: string): string | undefined {
  const [, letter] =
    /\.ZC([0-9AB])[A-Z]*\d*\./i.exec(name) ?? /cclf[_-]?([0-9ab])(?![0-9a-z])/i.exec(name) ?? [];
  return letter?.toUpperCase();
}

async function firstLine({ path }: InputFile): Promise<string> {
  const handle = await open(path);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(1 << 12), 0, 1 << 12, 0);
    return buffer.subarray(0, bytesRead).toString('latin1').split('\n', 1)[0] ?? '';
  } finally {
    await handle.close();
  }
}

/** Rows that went into others, or into none, with why; and the counts the summary file (CCLF0) gives. */
async function account(files: readonly InputFile[], intake: Intake): Promise<void> {
  const count = async (sql: string) => Number((await intake.warehouse.values(sql))[0]?.[0] ?? 0);
  // Without headers no line has one.
  const heads = files.some((file) => file.part === '1')
    ? 'reader.part_a'
    : '(select null::varchar as CUR_CLM_UNIQ_ID where false)';
  for (const file of files) {
    const { part, index } = file;
    const mine = `_file = ${index}`;
    const pass = async (reason: string, sql: string) => {
      const rows = await count(`select count(*) from ${sql}`);
      if (rows > 0) intake.passOver(file, reason, rows);
    };
    if (part === '1') {
      const lines = 'exists (select 1 from reader.cclf_2 l where l.CUR_CLM_UNIQ_ID = a.CUR_CLM_UNIQ_ID)';
      await pass('merged-into-lines', `reader.part_a a where ${mine} and ${lines}`);
    }
    if (part === '2') {
      const orphans = await intake.warehouse.values(
        `select l._line, l.CUR_CLM_UNIQ_ID from reader.cclf_2 l where ${mine} and l.CUR_CLM_UNIQ_ID not in (select CUR_CLM_UNIQ_ID from ${heads}) order by 1`,
      );
      for (const [line, id] of orphans)
        intake.refuse({
          file,
          line: Number(line),
          table: 'medical_claim',
          reason: 'header-missing',
          text: String(id),
        });
    }
    if (['3', '4', 'A', 'B'].includes(part))
      await pass('merged-into-lines', `reader.cclf_${part} where ${mine}`);
    if (part === '9') await pass('cross-reference', `reader.cclf_9 where ${mine}`);
    if (part === '0') await checkSummary(file, files, intake, count);
  }
}

/** CCLF0: a line per file, its name, number of records and their length. */
async function checkSummary(
  file: InputFile,
  files: readonly InputFile[],
  intake: Intake,
  count: (sql: string) => Promise<number>,
): Promise<void> {
  let lines = 0;
  for await (const { line, text } of intake.lines(file)) {
    lines += 1;
    const [name = '', , records = ''] = text.split('|').map((cell) => cell.trim());
    const part = partOf(`${name} `) ?? partOf(`cclf${/(\w)$/.exec(name)?.[1] ?? ''}`);
    const said = Number(records);
    if (part === undefined || !/^\d+$/.test(records) || !files.some((one) => one.part === part)) continue;
    const found = await count(`select count(*) from reader.cclf_${part as CclfPart}`);
    if (found !== said)
      intake.find({
        code: 'count-other',
        file,
        count: Math.abs(found - said),
        examples: [{ at: { file: file.path, line }, key: name, text: `${said} ≠ ${found}` }],
      });
  }
  intake.passOver(file, 'summary-line', lines);
}
