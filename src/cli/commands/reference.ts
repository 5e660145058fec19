/** `openvbp reference import KIND PATH -o FILE` and `openvbp reference list [FOLDER]`: official publications the product cannot ship. */
import { relative, resolve } from 'node:path';
import { fill } from '../../language/diagnostic.ts';
import { listItems } from '../../language/method.ts';
import { CallError, didYouMean, report } from '../arguments.ts';
import { groupWords as words } from '../messages/group.ts';
import { table } from '../render/table.ts';
import { commandName, DIFFERENT, OK, type ExitCode, type Terminal } from '../terminal.ts';
import { finish, valueOf } from './shared.ts';

export async function referenceCommand(
  terminal: Terminal,
  [action = 'list', name, path]: string[],
  options: Record<string, unknown>,
): Promise<ExitCode> {
  const { KINDS, importReference, listReferences } = await import('../../methods/case-mix/reference.ts');
  const { lang, colors: c, width, cwd } = terminal;
  if (action === 'list' && name !== undefined) {
    const found = valueOf(listReferences(resolve(cwd, name)));
    const rows = found.map((one) => ({
      cells: [
        KINDS.find((kind) => kind.name === one.reference)?.title[lang] ?? one.reference,
        one.version,
        one.whole ? words.whole[lang] : words.damaged[lang],
        relative(cwd, one.file),
        Object.entries(one.counts)
          .map(([what, n]) => `${words.counted[what]?.[lang] ?? what} ${n.toLocaleString(lang)}`)
          .join(' · '),
      ],
    }));
    const headers = [words.kind, words.version, words.state, words.file, words.counts];
    const lines =
      rows.length === 0
        ? [fill(words.noReferences[lang], { folder: name })]
        : table(
            headers.map((header) => ({ header: header[lang] })),
            rows,
            { width, dim: c.dim },
          );
    return finish(terminal, {
      result: found,
      lines,
      exit: found.every(({ whole }) => whole) ? OK : DIFFERENT,
    });
  }
  if (action === 'list') {
    return finish(terminal, {
      result: KINDS.map(({ name: one, title, from }) => ({ name: one, title, from })),
      lines: [
        c.bold(words.kinds[lang]),
        ...table(
          [{ header: '' }, { header: '' }, { header: '' }],
          KINDS.map((kind) => ({ cells: [kind.name, kind.title[lang], kind.from[lang]] })),
          { width, indent: 2, dim: c.dim },
        ),
        '',
        c.dim(fill(words.kindsNext[lang], { command: commandName(), name: KINDS[0]?.name ?? '' })),
      ],
      exit: OK,
    });
  }
  if (action !== 'import')
    throw new CallError(report('bad-option', { option: 'ACTION', value: action, form: 'import | list' }));
  const names = KINDS.map((kind) => kind.name);
  const kind = KINDS.find((one) => one.name === name);
  if (!kind)
    throw new CallError(
      didYouMean(
        report('bad-option', { option: 'KIND', value: name ?? '', form: names.join(' | ') }),
        name ?? '',
        names,
      ),
    );
  const output = options['output'] as string | undefined;
  if (path === undefined || output === undefined)
    throw new CallError(
      report('missing-argument', {
        command: 'openvbp reference',
        name: path === undefined ? 'PATH' : '-o FILE',
      }),
    );
  const version = options['edition'] as string | undefined;
  const checked = await importReference(
    kind,
    resolve(cwd, path),
    resolve(cwd, output),
    version,
    importOptions(options, cwd),
  );
  const about = valueOf(checked);
  const counts = Object.entries(about.counts).map(
    ([what, n]) => `${words.counted[what]?.[lang] ?? what} ${n.toLocaleString(lang)}`,
  );
  return finish(terminal, {
    diagnostics: checked.diagnostics,
    result: about,
    lines: [
      fill(words.imported[lang], {
        title: kind.title[lang],
        version: about.version,
        file: output,
        counts: counts.join(' · '),
      }),
    ],
    exit: OK,
  });
}

/** `--rules`, `--years` and `--names`, which only DIP reads. */
function importOptions(
  options: Record<string, unknown>,
  cwd: string,
): { rules?: string; years?: number[]; names?: string } {
  const rules = options['rules'] as string | undefined;
  const names = options['names'] as string | undefined;
  const text = options['years'] as string | undefined;
  const years = text === undefined ? undefined : listItems(text);
  if (text !== undefined && (years === undefined || years.some((year) => !/^\d{4}$/.test(year))))
    throw new CallError(report('bad-option', { option: '--years', value: text, form: '2021,2022,2023' }));
  return {
    ...(rules === undefined ? {} : { rules: resolve(cwd, rules) }),
    ...(years === undefined ? {} : { years: years.map(Number) }),
    ...(names === undefined ? {} : { names: resolve(cwd, names) }),
  };
}
