import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bundle, eob, money, ndjson, patient } from './samples.ts';
import { imported, read, say } from './testing.ts';

describe('bad input', () => {
  it('is refused line by line, and the rest goes on', async () => {
    const deep = `{"resourceType":"Goal","x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
    const wide = `{"resourceType":"Goal","x":"${'y'.repeat(3 << 20)}"}`;
    const lines = [
      eob('1'),
      '{"resourceType":',
      '[]',
      '17',
      '{"id":"x"}',
      '',
      deep,
      wide,
      'not json',
      eob('2'),
    ];
    const latin = Buffer.concat([
      Buffer.from(ndjson(...lines)),
      Buffer.from('{"resourceType":"Goal","x":"'),
      Buffer.from([0xe9]),
      Buffer.from('"}\n'),
      Buffer.from(ndjson(eob('3'))),
    ]);
    const result = await read(latin);
    expect(new Set(say(result, 'claim_id'))).toEqual(new Set(['CLM-1', 'CLM-2', 'CLM-3']));
    expect(result.refused.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'json-malformed'],
      [4, 'fhir-no-resource'],
      [5, 'fhir-no-resource'],
      [9, 'json-malformed'],
      [11, 'encoding'],
    ]);
    expect(result.passedOver).toEqual({ 'part-unused': 2 });
  });

  it('of every wrong kind of value is no crash', async () => {
    const odd = [
      null,
      0,
      -1,
      1e300,
      '',
      ' ',
      'x',
      [],
      [[]],
      [null],
      {},
      { coding: 1 },
      { coding: [{ code: {} }] },
      true,
    ];
    const kinds = [
      'ExplanationOfBenefit',
      'Encounter',
      'Condition',
      'Procedure',
      'Observation',
      'Questionnaire',
      'QuestionnaireResponse',
      'MedicationRequest',
      'Organization',
      'Practitioner',
      'Patient',
      'Coverage',
    ];
    const full = {
      ...eob('1'),
      ...patient,
      subject: {},
      component: [{}],
      period: {},
      related: [{}],
      careTeam: [{}],
      supportingInfo: [{}],
      total: [{}],
      procedure: [{}],
      class: {},
      payor: [{}],
    };
    const resources = kinds.flatMap((resourceType) =>
      Object.keys(full).flatMap((name) => odd.map((value) => ({ ...full, [name]: value, resourceType }))),
    );
    const { rows, refused, passedOver } = await read(ndjson(...resources));
    expect(rows.length).toBeGreaterThan(1000);
    expect(refused).toEqual([]);
    expect(passedOver['fhir-patient']).toBeGreaterThan(0);
  });

  it('cut anywhere loses the line that is cut, and says so', async () => {
    const tiny = (id: string) => ({
      resourceType: 'ExplanationOfBenefit',
      id,
      item: [{ net: { value: 1.5 } }],
    });
    const content = ndjson(tiny('1'), { resourceType: 'Observation', id: 'o', status: 'final' }, tiny('2'));
    for (let at = 0; at <= content.length; at += 1) {
      const part = content.slice(0, at);
      const { rows, refused } = await read(part);
      const whole = part.split('\n').filter((line) => line !== '' && isJson(line)).length;
      const claims = new Set(rows.map(({ line }) => line)).size;
      expect(claims).toBe(whole);
      expect(refused).toHaveLength(
        part === '' || part.endsWith('\n') || isJson(part.split('\n').at(-1)!) ? 0 : 1,
      );
    }
  }, 30_000);

  it('cut within a compressed file keeps what was unpacked', async () => {
    const content = gzipSync(
      ndjson(...Array.from({ length: 400 }, (_, i) => eob(`${i}-${Math.imul(i, 2_654_435_761)}`))),
    );
    const result = await read(content.subarray(0, content.length - 200), 'ExplanationOfBenefit.ndjson.gz');
    expect(result.rows.length).toBeGreaterThan(0);
    expect(result.refused.at(-1)).toMatchObject({ reason: 'file-truncated' });
  });
});

describe('numbers', () => {
  it('are exact, digit by digit', async () => {
    const line = JSON.stringify(
      eob('1', {
        item: [
          { sequence: 1, productOrService: {}, adjudication: [money('benefit', 1), money('submitted', 2)] },
        ],
      }),
    );
    const exact = line
      .replace('"value":1,', '"value":99999999999999.9999,')
      .replace('"value":2,', '"value":1.25e3,');
    expect(say(await read(`${exact}\n`), 'paid_amount', 'charge_amount')).toEqual([
      '99999999999999.9999 1250',
    ]);
  });
});

describe('files', () => {
  it('may be documents or lines, packed or not, and others are left out', async () => {
    const one = JSON.stringify(eob('1'), null, 2);
    const list = JSON.stringify([eob('1'), eob('2')]);
    expect((await read(one, 'a.json')).rows).toHaveLength(2);
    expect((await read(list, 'a.json')).rows.map(({ line }) => line)).toEqual([1, 1, 2, 2]);
    expect((await read(ndjson(eob('1'), eob('2')), 'a.json')).rows).toHaveLength(4);
    expect((await read(`\ufeff${ndjson(eob('1')).replaceAll('\n', '\r\n')}`)).rows).toHaveLength(2);
    expect((await read(JSON.stringify(JSON.parse(bundle(eob('1')))), 'b.json')).rows).toHaveLength(2);
    const { diagnostics } = await imported({ 'a.ndjson': ndjson(eob('1')), 'README.md': '# An export' });
    expect(diagnostics.map(({ code }) => code)).toEqual(['fhir-file-other']);
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
