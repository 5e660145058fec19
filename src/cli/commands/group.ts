/** `openvbp group chs-drg|dip CASES… [--scheme FILE]`: cases into groups, each with the reason where it has none, and the way it went. */
import { resolve } from 'node:path';
import { fill } from '../../language/diagnostic.ts';
import { REASONS } from '../../methods/case-mix/messages.ts';
import { CallError, report } from '../arguments.ts';
import { groupWords as words } from '../messages/group.ts';
import { startActivity } from '../progress.ts';
import { table } from '../render/table.ts';
import { OK, type ExitCode, type Terminal } from '../terminal.ts';
import { finish, valueOf } from './shared.ts';

const KINDS = ['chs-drg', 'dip'] as const;

export async function groupCommand(
  terminal: Terminal,
  [kind = '', ...given]: (string | string[])[],
  options: Record<string, unknown>,
): Promise<ExitCode> {
  const { lang, cwd, width, colors: c } = terminal;
  const known = KINDS.find((one) => one === String(kind).toLowerCase());
  if (!known)
    throw new CallError(
      report('bad-option', { option: 'SCHEME', value: String(kind), form: KINDS.join(' | ') }),
    );
  const scheme = options['scheme'] as string | undefined;
  if (scheme === undefined && known !== 'dip')
    throw new CallError(
      report('missing-argument', { command: `openvbp group ${known}`, name: '--scheme FILE' }),
    );
  const { groupCases, OWN } = await import('../../methods/case-mix/run.ts');
  const told = options['case'] as string[] | undefined;
  const output = options['output'] as string | undefined;
  const codes = options['codes'] as string | undefined;
  const activity = await startActivity(terminal, words.grouping[lang]);
  try {
    const checked = await groupCases({
      kind: known,
      cases: given.flat().map((path) => resolve(cwd, path)),
      ...(scheme === undefined ? {} : { scheme: resolve(cwd, scheme) }),
      ...(output === undefined ? {} : { output: resolve(cwd, output) }),
      ...(codes === undefined ? {} : { codes: resolve(cwd, codes) }),
      ...(told === undefined || told.length === 0 ? {} : { told }),
    });
    activity.stop();
    const found = valueOf(checked);
    const number = (value: number) => value.toLocaleString(lang);
    const { reference, version } = found.scheme;
    const layout = { width, dim: c.dim };
    // A DIP catalogue need not name its groups.
    const titled = found.groups.some(({ title }) => title !== '');
    return finish(terminal, {
      diagnostics: checked.diagnostics,
      result: found,
      lines: [
        fill(words.cases[lang], {
          grouped: number(found.grouped),
          cases: number(found.cases),
          scheme: reference,
          version: version === OWN ? words.own[lang] : version,
        }),
        '',
        ...table(
          [
            { header: words.group[lang] },
            ...(titled ? [{ header: words.title[lang] }] : []),
            { header: words.count[lang], align: 'right' },
          ],
          found.groups.map(({ code, title, cases: n }) => ({
            cells: [code, ...(titled ? [title] : []), number(n)],
          })),
          layout,
        ),
        ...(found.reasons.length === 0
          ? []
          : [
              '',
              ...table(
                [{ header: words.without[lang] }, { header: words.count[lang], align: 'right' }],
                found.reasons.map(({ reason, cases: n }) => ({
                  cells: [REASONS[reason as keyof typeof REASONS]?.[lang] ?? reason, number(n)],
                })),
                layout,
              ),
            ]),
        ...(found.paths.length === 0 ? [] : ['']),
        ...found.paths.flatMap(({ case: id, group, steps }) => [
          `${c.bold(id)} → ${group ?? words.noGroup[lang]}`,
          ...steps.map((step) => `  ${step[lang]}`),
        ]),
        '',
        output === undefined ? c.dim(words.writeHint[lang]) : fill(words.written[lang], { file: output }),
      ],
      exit: OK,
    });
  } finally {
    activity.stop();
  }
}
