/** `openvbp publish RUN --people ENTITY[.COLUMN] -o FOLDER`: the run's statement in a form the public may see. */
import { resolve } from 'node:path';
import { fill } from '../../language/diagnostic.ts';
import { grouped, titled } from '../../statement/index.ts';
import { CallError, report, wholeNumber } from '../arguments.ts';
import { publishWords as words } from '../messages/publish.ts';
import { shownPath } from '../render/diagnostics.ts';
import { table } from '../render/table.ts';
import { printable } from '../render/width.ts';
import { OK, type ExitCode, type Terminal } from '../terminal.ts';
import { audienceOf } from './share.ts';
import { finish, valueOf, withRun } from './shared.ts';

export async function publishCommand(
  terminal: Terminal,
  [folder = '']: string[],
  options: Record<string, unknown>,
): Promise<ExitCode> {
  const { lang, colors: c, width } = terminal;
  const given = String(options['people']);
  const [entity = '', column, ...rest] = given.split('.');
  if (entity === '' || column === '' || rest.length > 0) {
    throw new CallError(
      report('bad-option', { option: '--people', value: given, form: 'ENTITY | ENTITY.COLUMN' }),
    );
  }
  const least = wholeNumber('--least', String(options['least'] ?? '11'), 1, 1_000_000);
  const output = resolve(terminal.cwd, String(options['output']));
  return withRun(terminal, folder, async (run) => {
    const { peopleBehind } = await import('../../engine/publish/index.ts');
    const { countedTitle, partyTitle, publicNote, publicStatement, WITHHELD, writePublic } =
      await import('../../statement/public/index.ts');
    const { makeFolder } = await import('../../data/disk/folders.ts');
    const counted = { entity, ...(column !== undefined && { column }) };
    const hidden =
      options['audience'] === undefined
        ? undefined
        : await audienceOf(terminal, run, String(options['audience']));
    const who = run.plan.entities.find(({ name }) => name === entity);
    const telling = column ?? who?.key[0]?.name;
    if (hidden && telling !== undefined && hidden.figures.has(`${entity}.${telling}`))
      throw new CallError(report('audience-people', { name: given }));
    // A payment of which the audience may not see all has no place in sums.
    const covered = [...(hidden?.payments ?? [])].filter(([, parts]) => parts.size > 0).map(([id]) => id);
    const without = [...((options['without'] as string[] | undefined) ?? []), ...covered];
    const behind = valueOf(await peopleBehind(run, { ...counted, without }));
    const statement = publicStatement(run, behind, counted, least);
    await makeFolder(output);
    await writePublic(statement, output, run.manifest.engine);
    const figure = (value: string | number | null) => (value === null ? WITHHELD : grouped(String(value)));
    const lines = table(
      [
        { header: words.from[lang] },
        { header: words.to[lang] },
        { header: printable(countedTitle(statement, lang)), align: 'right' },
        ...statement.payments.map(({ id, title }) => ({
          header: printable(titled(title, id, lang)),
          align: 'right' as const,
        })),
      ],
      [
        ...statement.rows.map(({ from, to, people, amounts }) => ({
          cells: [
            printable(partyTitle(statement, from, lang)),
            printable(partyTitle(statement, to, lang)),
            figure(people),
            ...amounts.map(figure),
          ],
        })),
        {
          cells: [
            words.total[lang],
            '',
            figure(statement.total.people),
            ...statement.total.amounts.map(figure),
          ],
          style: c.bold,
          ruled: true,
        },
      ],
      { width, dim: c.dim },
    );
    return finish(terminal, {
      result: { folder: output, statement },
      lines: [
        ...lines,
        '',
        publicNote(statement, lang),
        fill(words.written[lang], {
          folder: shownPath(terminal, output),
          count: grouped(String(statement.withheld)),
        }),
      ],
      exit: OK,
    });
  });
}
