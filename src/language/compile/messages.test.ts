/** Every diagnostic of formulas and models has a small document that shows it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { messages as formulaMessages } from '../formula/messages.ts';
import { messages } from './messages.ts';

/** Shown by what a contract puts in place of a parameter: tables.test.ts. */
const OVERRIDES = /^(unknown-override|override-.*)$/;

it('has a case for every diagnostic', () => {
  const folder = join(import.meta.dirname, '../bad/formulas');
  const shown = new Set(
    readdirSync(folder).flatMap((name) =>
      [...readFileSync(join(folder, name), 'utf8').matchAll(/^# expect: ([a-z-]+) /gm)].map(
        (match) => match[1],
      ),
    ),
  );
  const codes = [...Object.keys(formulaMessages), ...Object.keys(messages)];
  expect(codes.filter((code) => !shown.has(code) && !OVERRIDES.test(code))).toEqual([]);
  expect(new Set(codes).size).toBe(codes.length);
});
