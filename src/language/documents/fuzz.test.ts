/** Bad input: a diagnostic, never a crash, never a hang, whatever the bytes. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Checked } from '../diagnostic.ts';
import { kindOf, readContract, readModel, readTests, setParameters } from './index.ts';
import { decode } from './text.ts';

const SAMPLES = ['good', 'documents'].flatMap((folder) => {
  const path = join(import.meta.dirname, '../bad', folder);
  return readdirSync(path)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(path, name), 'latin1'));
});

const LONGEST = 5_000;

/** Either a value or a diagnostic, in words, and soon. */
function holds(read: () => Checked<unknown>): void {
  const start = performance.now();
  const { value, diagnostics } = read();
  expect(performance.now() - start).toBeLessThan(LONGEST);
  expect(value !== undefined || diagnostics.length > 0).toBe(true);
  for (const { message, at } of diagnostics) {
    expect(message.en).not.toBe('');
    expect(message.zh).not.toBe('');
    expect(at?.line ?? 1).toBeGreaterThan(0);
    expect(at?.column ?? 1).toBeGreaterThan(0);
  }
}

function all(text: string): void {
  holds(() => readModel('m.yaml', text));
  holds(() => readContract('c.yaml', { text }));
  holds(() => readTests('t.yaml', { text }));
  holds(() => kindOf('x.yaml', text));
  holds(() => setParameters({ x: text }, 'c.yaml'));
}

it('any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const decoded = decode(bytes, 'x.yaml');
      if (decoded.value === undefined) expect(decoded.diagnostics).toHaveLength(1);
      else all(decoded.value);
    }),
    { numRuns: 300 },
  );
});

it('any text of the signs YAML gives a meaning', () => {
  const pieces = fc.constantFrom(
    'a',
    'model',
    'terms',
    'entities',
    ': ',
    ':',
    '\n',
    '  ',
    '\n  ',
    '\t',
    '- ',
    '[',
    ']',
    '{',
    '}',
    ', ',
    '"',
    "'",
    '#',
    ' #',
    '&a ',
    '*a',
    '!b ',
    '|',
    '>-',
    '? ',
    '%',
    '@',
    '`',
    '---\n',
    '...\n',
    '<<: ',
    '\\',
    '0',
    '(',
    ')',
    '\r\n',
    '\u0000',
    '\uFEFF',
    '一',
    '😀',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => all(parts.join(''))),
    { numRuns: 1_500 },
  );
});

it('documents with something cut out, put in, or doubled', () => {
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat({ max: 40 }),
    put: fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.constantFrom('\n', '  ', ': ', '"', '[', '}', ' # ', ', ', '&a ', '*a', '- ', '>\n'),
    ),
    again: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...SAMPLES),
      fc.array(edit, { minLength: 1, maxLength: 6 }),
      (sample, edits) => {
        let text = sample;
        for (const { at, cut, put, again } of edits) {
          const start = Math.floor(at * text.length);
          const part = text.slice(start, start + cut);
          text = text.slice(0, start) + put + (again ? part + part : '') + text.slice(start + cut);
        }
        all(text);
      },
    ),
    { numRuns: 1_500 },
  );
});

it('the same thing two thousand times', () => {
  for (const piece of [
    '[',
    '{a: ',
    '- ',
    '? ',
    'a: ',
    '"',
    "'",
    '&a ',
    '*a ',
    '!a ',
    '\n',
    'k: x\n',
    '[1,',
    'a: b #\n',
    ': "a\n',
    '|\n ',
    '%\n',
  ]) {
    all(piece.repeat(2_000));
    all(`model: x\nentities: ${piece.repeat(2_000)}`);
  }
  all(Array.from({ length: 2_000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'));
});
