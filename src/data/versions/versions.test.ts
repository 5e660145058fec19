/** Which version of a claim stands, within a delivery and between deliveries. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { importData } from '../import/import.ts';
import { filesForTest, tablesOf } from '../import/testing.ts';
import { tuva } from '../readers/tuva/tuva.ts';

const removed: (() => void)[] = [];
afterEach(() => removed.splice(0).forEach((remove) => remove()));

/** One delivery after another; what stands then, as `claim.line=amount`, and why other lines do not. */
async function deliver(...deliveries: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'openvbp-versions-'));
  removed.push(() => rmSync(folder, { recursive: true, force: true }));
  for (const text of deliveries) {
    const files = filesForTest({ 'medical_claim.csv': text });
    removed.push(files.remove);
    const { diagnostics } = await importData({ format: tuva, paths: [files.folder], folder });
    expect(diagnostics).toEqual([]);
  }
  const { tables, data } = await tablesOf(folder);
  return {
    standing: (tables['medical_claim'] ?? []).map(
      (row) => `${row['claim_id']}.${row['claim_line_number']}=${row['paid_amount']}`,
    ),
    reasons: data?.superseded[0]?.reasons,
    found: data?.findings.map(({ code, count }) => [code, count]),
    findings: data?.findings,
  };
}

const PLAIN = 'claim_id,claim_line_number,person_id,paid_amount\n';
const VERSIONED =
  'claim_group_id,claim_id,claim_line_number,person_id,paid_amount,claim_action,claim_received\n';

describe('versions of a claim', () => {
  it('the one received last stands whole, though it comes first in the file', async () => {
    const { standing, reasons } = await deliver(
      `${VERSIONED}G1,C2,1,P1,70,replacement,2024-03-01\nG1,C1,1,P1,80,original,2024-01-01\nG1,C1,2,P1,20,original,2024-01-01\nG2,C9,1,P2,5,original,2024-01-01\n`,
    );
    expect(standing).toEqual(['C2.1=70.0000', 'C9.1=5.0000']);
    expect(reasons).toEqual({ replaced: 2 });
  });

  it('none stands after a reversal or a void', async () => {
    const { standing, reasons, found } = await deliver(
      `${VERSIONED}G1,C1,1,P1,80,original,2024-01-01\nG1,C1R,1,P1,-80,reversal,2024-02-01\nG2,C2,1,P1,5,original,2024-01-01\nG2,C2V,1,P1,0,void,2024-01-02\nG3,C3V,1,P1,0,void,2024-01-02\n`,
    );
    expect(standing).toEqual([]);
    expect(reasons).toEqual({ reversed: 2, voided: 3 });
    expect(found).toEqual([['reversal-alone', 1]]);
  });

  it('a replacement after a reversal stands', async () => {
    const { standing } = await deliver(
      `${VERSIONED}G1,C1,1,P1,80,original,2024-01-01\nG1,C1R,1,P1,-80,reversal,2024-02-01\nG1,C2,1,P1,60,replacement,2024-02-01\n`,
    );
    expect(standing).toEqual(['C2.1=60.0000']);
  });

  it('a later delivery of a claim replaces all its lines, also those it has no more', async () => {
    const { standing, reasons } = await deliver(
      `${PLAIN}C1,1,P1,80\nC1,2,P1,20\nC2,1,P1,1\n`,
      `${PLAIN}C1,1,P1,80\n`,
    );
    expect(standing).toEqual(['C2.1=1.0000', 'C1.1=80.0000']);
    expect(reasons).toEqual({ duplicate: 1, replaced: 1 });
  });

  it('what was received later stands, in whatever order deliveries were imported', async () => {
    const early = `${VERSIONED}G1,C1,1,P1,80,original,2024-01-01\n`;
    const late = `${VERSIONED}G1,C1,1,P1,75,replacement,2024-05-01\n`;
    expect((await deliver(early, late)).standing).toEqual(['C1.1=75.0000']);
    expect((await deliver(late, early)).standing).toEqual(['C1.1=75.0000']);
  });

  it('a replacement listed above the reversal of the claim it corrects stands, and that is said', async () => {
    const { standing, found } = await deliver(
      `${VERSIONED}G1,C2,1,P1,60,replacement,2024-02-01\nG1,C1R,1,P1,-80,reversal,2024-02-01\nG1,C1,1,P1,80,original,2024-01-01\n`,
    );
    expect(standing).toEqual(['C2.1=60.0000']);
    expect(found).toEqual([['replacement-above-reversal', 1]]);
  });

  it('one listed above a reversal of the same number stands where the money says that an earlier one was taken back', async () => {
    const { standing, found } = await deliver(
      `${VERSIONED}C1,C1,1,P1,80,original,2024-01-01\n`,
      `${VERSIONED}C1,C1,1,P1,60,original,2024-02-01\nC1,C1,1,P1,-80,reversal,2024-02-01\n`,
    );
    expect(standing).toEqual(['C1.1=60.0000']);
    expect(found).toEqual([['replacement-above-reversal', 1]]);
  });

  it('a replacement that is itself reversed on its day does not stand', async () => {
    const { standing } = await deliver(
      `${VERSIONED}G1,C1,1,P1,80,original,2024-01-01\nG1,C2,1,P1,60,replacement,2024-02-01\nG1,C2,1,P1,-60,reversal,2024-02-01\n`,
    );
    expect(standing).toEqual([]);
  });

  it('claims of different data sources are different claims', async () => {
    const header = 'claim_id,claim_line_number,person_id,paid_amount,data_source\n';
    const { standing } = await deliver(`${header}C1,1,P1,80,a\nC1,1,P1,90,b\nC1,1,P1,70,\n`);
    expect(standing).toEqual(['C1.1=80.0000', 'C1.1=90.0000', 'C1.1=70.0000']);
  });
});

it('a claim cut in two between deliveries: only the later part stands, and that is found', async () => {
  const { standing, findings } = await deliver(
    `${VERSIONED}A,A,1,P1,100,original,2024-01-10\nB,B,1,P1,5,original,2024-01-10\n`,
    `${VERSIONED}A,A,2,P1,50,original,2024-01-10\n`,
  );
  expect(standing).toEqual(['B.1=5.0000', 'A.2=50.0000']);
  expect(findings).toMatchObject([{ code: 'claim-in-parts', count: 1, amount: '100.0000' }]);
});

describe('a later delivery that was cut off', () => {
  const before = `${PLAIN}C1,1,P1,80\nC1,2,P1,20\nC2,1,P1,30\nC2,2,P1,40\nC2,3,P1,50.25\n`;

  it('replaces the last of its claims by less: an error', async () => {
    const { standing, found, findings } = await deliver(
      before,
      `${PLAIN}C1,1,P1,80\nC1,2,P1,20\nC2,1,P1,30\nC2,2,P`,
    );
    expect(standing).toEqual(['C1.1=80.0000', 'C1.2=20.0000', 'C2.1=30.0000']);
    expect(found).toEqual([['claim-cut', 1]]);
    expect(findings?.[0]).toMatchObject({
      amount: '90.2500',
      examples: [{ key: 'C2', text: 'medical_claim.csv:4: 3 → 1, 120.2500 → 30.0000' }],
    });
  });

  it('may have been cut in its last cell', async () => {
    const { found } = await deliver(before, before.slice(0, -2));
    expect(found).toEqual([['claim-cut', 1]]);
    // With its line end it is a claim of another amount.
    expect((await deliver(before, before.replace('50.25', '50.2'))).found).toEqual([]);
  });

  it('claims further up that hold less are a warning, unless they say they are corrections', async () => {
    const shorter = 'C1,1,P1,80\nC2,1,P1,30\nC2,2,P1,40\nC2,3,P1,50.25\n';
    expect((await deliver(before, PLAIN + shorter)).found).toEqual([['claim-lines-fewer', 1]]);
    const said = await deliver(
      before,
      'claim_id,claim_line_number,person_id,paid_amount,claim_action\n' +
        shorter.replaceAll('\n', ',replacement\n'),
    );
    expect(said.found).toEqual([]);
  });
});

describe('rows that come again', () => {
  it('the same row twice: the first stands', async () => {
    const { standing, reasons, found } = await deliver(`${PLAIN}C1,1,P1,80\nC1,2,P1,20\nC1,1,P1,80\n`);
    expect(standing).toEqual(['C1.1=80.0000', 'C1.2=20.0000']);
    expect(reasons).toEqual({ duplicate: 1 });
    expect(found).toEqual([]);
  });

  it('the same key with other content, and no word of versions: the last stands, and that is found', async () => {
    const { standing, reasons, found } = await deliver(`${PLAIN}C1,1,P1,80\nC1,1,P1,90\nC1,1,P1,80\n`);
    expect(standing).toEqual(['C1.1=80.0000']);
    expect(reasons).toEqual({ duplicate: 1, changed: 1 });
    expect(found).toEqual([['key-repeated', 1]]);
  });

  it('nothing is written where nothing is superseded', async () => {
    const { standing, reasons } = await deliver(`${PLAIN}C1,1,P1,80\n`, `${PLAIN}C2,1,P1,20\n`);
    expect(standing).toEqual(['C1.1=80.0000', 'C2.1=20.0000']);
    expect(reasons).toBeUndefined();
  });
});
