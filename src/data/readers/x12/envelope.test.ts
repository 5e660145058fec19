import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { collect } from '../shared/collecting.ts';
import { kindOf } from './choose.ts';
import { x12_835 } from './read-835.ts';
import { claim, payment, professional, remittance, submitter, subscriber, visit } from './samples.ts';

const WHOLE = remittance([...payment('100'), ...claim('C1')], [...payment('100'), ...claim('C2')]);

async function told(content: string | Buffer, name = 'a.txt') {
  const { rows, refused, passedOver, findings } = await collect(x12_835, { [name]: content });
  const examples = findings.flatMap(({ code, examples: all }) =>
    all.map(({ text = '' }) => `${code} ${text}`.trim()),
  );
  return { claims: [...new Set(rows.map(({ row }) => row['claim_id']))], refused, passedOver, examples };
}

describe('envelopes', () => {
  it('that count right say nothing', async () => {
    expect(await told(WHOLE)).toEqual({ claims: ['C1', 'C2'], refused: [], passedOver: {}, examples: [] });
  });

  it('that count wrong, or name another header, are told and lose nothing', async () => {
    const wrong = WHOLE.replace('SE*21*0001', 'SE*20*0001')
      .replace('GE*2*9', 'GE*3*9')
      .replace('IEA*1*000000007', 'IEA*1*8');
    const { claims, examples } = await told(wrong);
    expect(claims).toEqual(['C1', 'C2']);
    expect(examples).toEqual([
      'x12-trailer SE*20*0001 ≠ SE*21*0001',
      'x12-trailer GE*3*9 ≠ GE*2*9',
      'x12-trailer IEA*1*8 ≠ IEA*1*000000007',
    ]);
  });

  it('that do not close are told, with the claim they break off in', async () => {
    const { claims, refused, examples } = await told(WHOLE.slice(0, WHOLE.indexOf('SE*21*0002')));
    expect(claims).toEqual(['C1']);
    expect(refused.map(({ reason, amount }) => [reason, amount])).toEqual([
      ['x12-claim-cut', '60'],
      ['x12-claim-cut', '40'],
    ]);
    expect(examples).toEqual(['x12-unclosed ST*0002', 'x12-unclosed GS*9', 'x12-unclosed ISA*000000007']);
  });

  it('that are missing are told once', async () => {
    const bare = WHOLE.slice(WHOLE.indexOf('ST*'), WHOLE.indexOf('GE*'));
    expect(await told(bare)).toMatchObject({
      claims: ['C1', 'C2'],
      refused: [],
      examples: ['x12-no-envelope ST'],
    });
  });

  it('of a test are read, and told', async () => {
    expect((await told(WHOLE.replace('*0*P*:~', '*0*T*:~'))).examples).toEqual(['x12-test ISA15 T']);
  });

  it('may hold transactions of other kinds, and segments that belong to none', async () => {
    const claims = professional(...submitter, ...subscriber(), ...visit('C9'));
    const mixed = await told(WHOLE.replace('GE*2*9', 'N1*PR*LOST~\nGE*2*9') + claims);
    expect(mixed.claims).toEqual(['C1', 'C2']);
    expect(mixed.passedOver).toEqual({ 'x12-other-transaction': 1 });
    expect(mixed.refused).toMatchObject([{ reason: 'x12-outside', text: 'N1*PR*LOST' }]);
  });

  it('may be packed; a packed file that breaks off is told', async () => {
    const packed = gzipSync(WHOLE);
    expect((await told(packed)).claims).toEqual(['C1', 'C2']);
    const { examples } = await told(packed.subarray(0, packed.length - 12));
    expect(examples.some((one) => one.startsWith('x12-file-broken'))).toBe(true);
  });
});

describe('files', () => {
  it('are told by what they begin with', () => {
    const claims = professional(...submitter);
    expect([WHOLE, `\ufeff\r\n${WHOLE}`, claims, claims.slice(claims.indexOf('ST*'))].map(kindOf)).toEqual([
      '835',
      '835',
      '837',
      '837',
    ]);
    expect(kindOf(WHOLE.replaceAll('ST*835', 'ST*271'))).toBe('271');
    expect(kindOf(WHOLE.slice(0, WHOLE.indexOf('ST*')))).toBe('835');
    expect(kindOf(WHOLE.slice(0, 60))).toBe('ISA');
    expect(['', 'STATE,COUNTY', 'ISA is a word', '{"a":1}'].map(kindOf)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
