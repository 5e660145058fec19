import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { importData } from '../import/import.ts';
import { filesForTest, tablesOf } from '../import/testing.ts';
import { settlementList } from '../readers/settlement-list/settlement-list.ts';

it('fees of a list that its later version does not name any more stand no more', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-items-'));
  const header = '结算ID,医疗机构编码,人员编号,入院时间,医疗费总额,西药费,床位费\n';
  for (const text of [
    'S1,H1,P1,2023-01-01,100,60,40\nS2,H1,P2,2023-01-03,200,150,50\n',
    'S2,H1,P2,2023-01-03,180,180,\n',
  ]) {
    const files = filesForTest({ 'a.csv': header + text });
    const { diagnostics } = await importData({ format: settlementList, paths: [files.folder], folder });
    expect(diagnostics).toEqual([]);
    files.remove();
  }
  const { tables } = await tablesOf(folder);
  rmSync(folder, { recursive: true, force: true });
  const amounts = tables['cost_item']?.map((row) => `${String(row['case_id'])} ${String(row['amount'])}`);
  expect(amounts).toEqual(['S1 60.0000', 'S1 40.0000', 'S2 180.0000']);
});
