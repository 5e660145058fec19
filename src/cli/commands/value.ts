/** `openvbp value CONDITION DATA`: outcomes and cost of a condition over the full cycle of care, provider by provider. */
import { dirname, relative, resolve } from 'node:path';
import { makeFolder } from '../../data/disk/folders.ts';
import { fill } from '../../language/diagnostic.ts';
import { periodOption } from '../../language/method.ts';
import { CallError, currencyOption, report, wholeNumber } from '../arguments.ts';
import { valueCommandWords as words } from '../messages/value.ts';
import { startActivity } from '../progress.ts';
import { table } from '../render/table.ts';
import { valueLines } from '../render/value.ts';
import { OK, type ExitCode, type Terminal } from '../terminal.ts';
import { finish, givenFile, valueOf } from './shared.ts';

const BASES = ['paid', 'allowed', 'charge'] as const;
const METHODS = ['strata', 'main-effects'] as const;

export async function valueCommand(
  terminal: Terminal,
  [condition, data]: string[],
  options: Record<string, unknown>,
): Promise<ExitCode> {
  if (condition === undefined) return conditions(terminal);
  const { lang, cwd, colors: c } = terminal;
  if (data === undefined)
    throw new CallError(report('missing-argument', { command: 'openvbp value', name: 'DATA' }));
  const text = (name: string) => options[name] as string | undefined;
  const path = givenFile(terminal, data);
  const basis = oneOf('--basis', text('basis') ?? 'allowed', BASES);
  const adjust = text('adjust');
  const asOf = text('asOf');
  if (asOf !== undefined && !periodOption(`0001-01-01/${asOf}`))
    throw new CallError(report('bad-option', { option: '--as-of', value: asOf, form: '2024-01-01' }));
  const given = text('period');
  const period = given === undefined ? undefined : periodOption(given);
  if (given !== undefined && !period)
    throw new CallError(
      report('bad-option', { option: '--period', value: given, form: '2023-01-01/2024-01-01' }),
    );
  const outputs = ((options['output'] as string[] | undefined) ?? []).map((file) => resolve(cwd, file));
  const rows = (['cycles', 'lines'] as const).flatMap((name) => {
    const file = text(name);
    return file === undefined ? [] : [[name, resolve(cwd, file)] as const];
  });
  const { conditionReport, unclear, writeReport } = await import('../../methods/value/index.ts');
  const files = [...outputs, ...rows.map(([, file]) => file)];
  const wrong = unclear(
    outputs,
    rows.map(([, file]) => file),
  );
  if (wrong.length > 0) throw new CallError(...wrong);
  for (const file of files) await makeFolder(dirname(file));
  const threads = text('threads');
  const valueSet = text('valueSet');
  const currency = currencyOption(text('currency'));
  const activity = await startActivity(terminal, words.looking[lang]);
  try {
    const checked = await conditionReport({
      condition,
      data: path,
      basis,
      cwd,
      ...Object.fromEntries(rows),
      ...(period && { period }),
      ...(asOf !== undefined && { asOf }),
      ...(adjust !== undefined && { method: oneOf('--adjust', adjust, METHODS) }),
      ...(valueSet !== undefined && { valueSet }),
      ...(currency !== undefined && { currency }),
      ...(threads !== undefined && { threads: wholeNumber('--threads', threads, 1, 256) }),
    });
    activity.stop();
    const found = valueOf(checked);
    for (const file of outputs) await writeReport(found, file, lang);
    const list = files.map((file) => relative(cwd, file)).join(', ');
    const end = files.length === 0 ? words.next[lang] : fill(words.written[lang], { files: list });
    return finish(terminal, {
      diagnostics: checked.diagnostics,
      result: found,
      lines: [...valueLines(terminal, found), '', c.dim(end)],
      exit: OK,
    });
  } finally {
    activity.stop();
  }
}

function oneOf<T extends string>(option: string, value: string, form: readonly T[]): T {
  const found = form.find((one) => one === value);
  if (found === undefined)
    throw new CallError(report('bad-option', { option, value, form: form.join(' | ') }));
  return found;
}

/** The conditions that come along. */
async function conditions(terminal: Terminal): Promise<ExitCode> {
  const { lang, width, colors: c, cwd } = terminal;
  const { CONDITIONS, openCondition } = await import('../../methods/value/index.ts');
  const { shippedDocuments } = await import('../../methods/shipped.ts');
  const found = shippedDocuments(CONDITIONS).map((name) => ({ name, ...valueOf(openCondition(name, cwd)) }));
  const lines = table(
    [
      { header: words.name[lang] },
      { header: words.conditions[lang] },
      { header: words.outcomes[lang], align: 'right' },
    ],
    found.map(({ name, document }) => ({
      cells: [name, document.title[lang], String(document.outcomes.length)],
    })),
    { width, indent: 2, dim: c.dim },
  );
  return finish(terminal, {
    result: found.map(({ document }) => document),
    lines: [...lines, '', c.dim(words.run[lang])],
    exit: OK,
  });
}
