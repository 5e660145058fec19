/** `openvbp share RUN --audience FILE -o FOLDER`: the run's statement without what the audience may not see. */
import { resolve } from 'node:path';
import { fill } from '../../language/diagnostic.ts';
import type { Hidden } from '../../engine/audience/index.ts';
import type { Run } from '../../engine/types.ts';
import { titled } from '../../statement/index.ts';
import { CallError } from '../arguments.ts';
import { shareWords as words } from '../messages/share.ts';
import { shownPath } from '../render/diagnostics.ts';
import { showDiagnostics } from '../render/diagnostics.ts';
import { printable } from '../render/width.ts';
import { OK, type ExitCode, type Terminal } from '../terminal.ts';
import { finish, givenFile, valueOf, withRun } from './shared.ts';

export async function shareCommand(
  terminal: Terminal,
  [folder = '']: string[],
  options: Record<string, unknown>,
): Promise<ExitCode> {
  const { lang } = terminal;
  const output = resolve(terminal.cwd, String(options['output']));
  return withRun(terminal, folder, async (run) => {
    const hidden = await audienceOf(terminal, run, String(options['audience']));
    const { statementRows } = await import('../../engine/index.ts');
    const { sharedStatement, writeAudience } = await import('../../statement/reports/index.ts');
    const shared = await sharedStatement(run, hidden, statementRows(run));
    await writeAudience(run, shared, hidden.rules.title, output);
    const title = (id: string) =>
      printable(titled(run.plan.payments.find((one) => one.id === id)?.title, id, lang));
    const lines = run.plan.payments.map(({ id }) => {
      const parts = shared.hidden[id] ?? [];
      const said = parts.includes('rows') ? words.nothing : parts.length > 0 ? words.some : words.all;
      const list = parts.map((part) => words[part][lang]).join(lang === 'zh' ? '、' : ', ');
      return fill(said[lang], { payment: title(id), parts: list });
    });
    lines.push('', fill(words.written[lang], { folder: shownPath(terminal, output) }));
    return finish(terminal, { result: { folder: output, ...shared }, lines, exit: OK });
  });
}

/** What an audience's document hides of a run; its warnings are said at once. */
export async function audienceOf(terminal: Terminal, run: Run, file: string): Promise<Hidden> {
  const { audienceRules, hiddenFrom } = await import('../../engine/audience/index.ts');
  const { readDocument } = await import('../../methods/shared/document.ts');
  const rules = valueOf(readDocument(givenFile(terminal, file), audienceRules));
  const checked = await hiddenFrom(run, rules);
  if (!checked.value) throw new CallError(...checked.diagnostics);
  if (!terminal.json) showDiagnostics(terminal, checked.diagnostics);
  return checked.value;
}
