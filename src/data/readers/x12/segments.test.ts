import { describe, expect, it } from 'vitest';
import { claim, payment, remittance } from './samples.ts';
import { Segmenter } from './segments.ts';
import type { Piece } from './segments.ts';

function read(content: string | Buffer, size = 1 << 20): Piece[] {
  const bytes = Buffer.from(content);
  const segmenter = new Segmenter();
  const pieces: Piece[] = [];
  for (let at = 0; at < bytes.length; at += size)
    pieces.push(...segmenter.take(bytes.subarray(at, at + size)));
  return [...pieces, ...segmenter.take(Buffer.alloc(0), true)];
}
const ids = (pieces: Piece[]) =>
  pieces.map((piece) => ('broken' in piece ? piece.broken : piece.id)).join(' ');

const SAMPLE = remittance([...payment('100'), ...claim('C1')]);

describe('segments', () => {
  it('are parted by the characters that ISA names, with their place in the file', () => {
    const pieces = read(SAMPLE);
    expect(ids(pieces.slice(0, 4))).toBe('ISA GS ST BPR');
    expect(pieces[3]).toMatchObject({
      place: 4,
      elements: ['BPR', 'I', '100', 'C', 'ACH', ...Array.from({ length: 11 }, () => ''), '20240131'],
    });
  });

  it('are the same wherever the bytes are cut into chunks', () => {
    const whole = read(SAMPLE);
    for (let size = 1; size < 120; size += 1) expect(read(SAMPLE, size)).toEqual(whole);
  });

  it('may be parted by other characters in the next interchange', () => {
    const other = SAMPLE.replaceAll('~', '\u001c').replaceAll('*', '|').replaceAll(':', '>');
    const pieces = read(SAMPLE + other);
    expect(ids(pieces)).toBe(`${ids(read(SAMPLE))} ${ids(read(SAMPLE))}`);
    expect(pieces.findLast((piece) => 'id' in piece && piece.id === 'SVC')).toMatchObject({ component: '>' });
  });

  it('may end in line breaks alone, be wrapped at any column, or have an ISA without its blanks', () => {
    const expected = ids(read(SAMPLE));
    expect(ids(read(SAMPLE.replaceAll('~', '')))).toBe(expected);
    expect(ids(read(SAMPLE.replaceAll('~\n', '\r\n')))).toBe(expected);
    expect(ids(read(SAMPLE.replaceAll('\n', '').replace(/(.{80})/g, '$1\r\n')))).toBe(expected);
    expect(ids(read(SAMPLE.replace(/ +/g, '')))).toBe(expected);
    expect(ids(read(`\ufeff \r\n${SAMPLE}`))).toBe(expected);
  });

  it('of a file without ISA are parted by what follows the first ones', () => {
    expect(ids(read(SAMPLE.slice(SAMPLE.indexOf('GS'))))).toBe(ids(read(SAMPLE)).slice(4));
    expect(ids(read(SAMPLE.slice(SAMPLE.indexOf('ST'))))).toBe(ids(read(SAMPLE)).slice(7));
  });

  it('that cannot be told apart are one fault, up to the next interchange', () => {
    expect(ids(read('this is no X12 at all'))).toBe('x12-delimiters');
    expect(ids(read(`ISA*too*short\n${SAMPLE}`))).toBe(`x12-delimiters ${ids(read(SAMPLE))}`);
    expect(ids(read(''))).toBe('');
  });

  it('without an end are cut; without a name, unreadable; too long, passed by in little memory', () => {
    expect(ids(read('ST*835*1~BPR*I*1~CLP*A*1*1')).slice(-7)).toBe('x12-cut');
    expect(ids(read('ST*835*1~BPR*I*1~?LP*A*1*1~SE*4*1~'))).toBe('ST BPR x12-unreadable SE');
    const long = `${SAMPLE}CLP*${'9'.repeat(3 << 20)}~SE*1*1~`;
    expect(ids(read(long, 50_000)).slice(-15)).toBe('x12-too-long SE');
  });

  it('in Western letters that are no UTF-8 are read as such, and say so', () => {
    const bytes = Buffer.concat([
      Buffer.from('ST*835*1~BPR*I*1~N1*PR*CLINIQUE '),
      Buffer.from([0xc9]),
      Buffer.from('TOILE~'),
    ]);
    expect(read(bytes)[2]).toMatchObject({
      elements: ['N1', 'PR', 'CLINIQUE ÉTOILE'],
      encoding: 'windows-1252',
    });
    expect(read('ST*835*1~BPR*I*1~N1*PR*ÉTOILE~')[2]).not.toHaveProperty('encoding');
  });
});
