/** Real files of several sources, imported and reported: every row and every cent is accounted for, and what is known to be wrong is found. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDuckdb } from '../../warehouse/duckdb/driver.ts';
import { importData } from '../import/import.ts';
import { FORMATS } from '../readers/index.ts';
import { assess } from './assess.ts';
import type { QualityReport } from './report.ts';

const claims = resolve(import.meta.dirname, '../../../../shared/data/claims');

const made = new Map<string, Promise<QualityReport>>();

function reportOf(format: string, folder: string): Promise<QualityReport> {
  const report = made.get(format) ?? makeReport(format, folder);
  made.set(format, report);
  return report;
}

async function makeReport(format: string, folder: string): Promise<QualityReport> {
  const into = mkdtempSync(join(tmpdir(), 'openvbp-quality-'));
  const warehouse = await openDuckdb({ threads: 2 });
  try {
    const reader = FORMATS.find(({ name }) => name === format);
    if (!reader) throw new Error(`no format ${format}`);
    await importData({ format: reader, paths: [folder], folder: into, threads: 2 });
    const { value } = await assess(warehouse, into);
    return value as QualityReport;
  } finally {
    warehouse.close();
    rmSync(into, { recursive: true, force: true });
  }
}

/** Formats whose readers are there; the others have nothing to be held against yet. */
const real = ['x12-835', 'rif', 'synthea']
  .map((format) => ({ format, folder: join(claims, format === 'rif' ? 'medicare-rif' : format) }))
  .filter(({ format }) => FORMATS.some(({ name }) => name === format));

describe.each(real)('$format', ({ format, folder }) => {
  it.skipIf(!existsSync(folder))(
    'is accounted for, row by row and to the cent',
    { timeout: 60_000 },
    async () => {
      const report = await reportOf(format, folder);
      expect(report.sources).toHaveLength(1);
      for (const { read, kept, refused } of report.sources[0]?.rows ?? [])
        expect(BigInt(read)).toBe(BigInt(kept) + BigInt(refused));
      expect(report.money.length).toBeGreaterThan(0);
      expect(report.money.filter(({ balanced }) => !balanced)).toEqual([]);
      // An error would be of our own making, but for people who are said to be born twice.
      const ours = ['money-unbalanced', 'rows-unbalanced', 'duplicate-key', 'columns-missing'];
      expect(report.findings.filter(({ code }) => ours.includes(code))).toEqual([]);
      // Eleven files of the research files begin with a byte order mark.
      const marked = report.findings.find(({ code }) => code === 'byte-order-mark');
      expect(marked?.count ?? '0').toBe(String(withMark(folder)));
      if (format === 'rif') expect(marked?.count).toBe('11');
    },
  );
});

const withMark = (folder: string) =>
  readdirSync(folder).filter(
    (name) => readFileSync(join(folder, name)).subarray(0, 3).toString('hex') === 'efbbbf',
  ).length;

describe('remittances', () => {
  const folder = join(claims, 'x12-835');
  it.skipIf(!existsSync(folder))('tell of the one that is malformed, and where', async () => {
    const report = await reportOf('x12-835', folder);
    const [source] = report.sources;
    expect(source?.refusals).toEqual([
      expect.objectContaining({
        file: 'blue_cross_nc_sample.txt',
        reason: 'segment-malformed',
        count: '1',
        examples: [expect.objectContaining({ line: '28' })],
      }),
    ]);
    expect(report.findings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['rows-refused', 'x12-no-envelope', 'x12-trailer']),
    );
  });
});

describe.each(real.filter(({ format }) => format === 'synthea'))('$format', ({ folder }) => {
  it.skipIf(!existsSync(folder))('has 190 claims that were paid more than they charged', async () => {
    const report = await reportOf('synthea', folder);
    const counts = Object.fromEntries(report.findings.map(({ code, count }) => [code, count]));
    expect(counts).toMatchObject({
      'payments-over-charges': '190',
      'payments-over-charges-by-more-than-a-cent': '189',
    });
  });
});
