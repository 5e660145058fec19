/** The guide's walk through a year of payment by case: every command of the page, in its order, in both languages. Fewer people than there, so the amounts are others. */
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { folderWith, openvbp, removeFolders } from './command.ts';

afterAll(removeFolders);

const root = resolve(import.meta.dirname, '../..');
const commands = (lang: string) =>
  [
    ...readFileSync(join(root, `docs/guide/${lang}/case-payment.md`), 'utf8').matchAll(
      /^ {4}openvbp (.*)$/gm,
    ),
  ].map(([, command = '']) => command);

it('runs from import to the year-end statement, for a bureau and for a hospital', () => {
  expect(commands('zh')).toEqual(commands('en'));
  const cwd = folderWith();
  mkdirSync(join(cwd, 'examples'));
  for (const name of ['drg-city', 'dip-city', 'hospital-costs'])
    cpSync(join(root, 'examples', name), join(cwd, 'examples', name), { recursive: true });
  for (const [i, command] of commands('en').entries()) {
    const args = command.replace('--members 5000', '--members 500').split(' ');
    const ran = openvbp([...args, '--lang', i % 2 === 0 ? 'en' : 'zh'], { cwd });
    // The bureau's file says something else than the contract.
    expect(ran.code, `${command}\n${ran.err}`).toBe(args[0] === 'reconcile' ? 1 : 0);
    expect(ran.out, command).not.toBe('');
  }
  for (const file of [
    'quality.html',
    'findings.csv',
    'hospitals.html',
    'departments.csv',
    'costs/groups.csv',
    'public/public.html',
  ])
    expect(existsSync(join(cwd, file)), file).toBe(true);
  expect(readFileSync(join(cwd, 'drg-city-2022.run/statement.html'), 'utf8')).toContain('H99552099653');
  // What costs are set beside is what the run pays, to the fourth digit of each case.
  const asked = commands('en').find((command) => command.includes('--settled')) ?? '';
  const cost = openvbp([...asked.split(' '), '--settled-terms', 'value', '--json'], { cwd });
  const why = openvbp(['explain', 'drg-city-2022.run', 'hospital=H99552099653', 'value', '--json'], { cwd });
  const received = Number(
    (JSON.parse(cost.out) as { result: { totals: { payment: string } } }).result.totals.payment,
  );
  const paid = Number((JSON.parse(why.out) as { result: { value: string } }).result.value);
  expect(paid).toBeGreaterThan(0);
  expect(Math.abs(received - paid)).toBeLessThan(0.01);
}, 300_000);
