/** `openvbp demo`: with nothing but the package, settles two examples, explains a figure and says what to try next. */
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fill } from '../../language/diagnostic.ts';
import { CallError, report } from '../arguments.ts';
import { synthesiseWords } from '../messages/synthesise.ts';
import { words } from '../messages/words.ts';
import { statementLines } from '../render/statement.ts';
import { commandName, OK, type ExitCode, type Terminal } from '../terminal.ts';
import { explained } from './explain.ts';
import { finish } from './shared.ts';
import { settleContract } from './settle.ts';

const FOLDER = 'openvbp-demo';
/** The figure the demonstration explains: an ACO of the enhanced track that earned its savings. */
const FIGURE = { entity: 'aco', key: 'A1001,2022', term: 'shared_savings', depth: 2 };

export async function demo(
  terminal: Terminal,
  _positional: string[],
  options: Record<string, unknown>,
): Promise<ExitCode> {
  if (options['claims'] === true) return (await import('./demo-claims.ts')).demoClaims(terminal);
  const { lang, colors: c } = terminal;
  const folder = join(terminal.cwd, FOLDER);
  copyExamples(folder);
  const path = (name: string) => relative(terminal.cwd, join(folder, name));
  const command = (text: string) => c.cyan(fill(words.demoSettle[lang], { command: text }));
  const settle = (name: string, run: string) =>
    settleContract(terminal, { contract: path(name), output: path(run), force: true });
  const say = (lines: string[]) => {
    if (!terminal.json) terminal.out(lines.join('\n'));
  };

  say([
    c.dim(words.demoIntro[lang]),
    '',
    command(`${commandName()} settle ${path('shared-savings.yaml')}`),
    '',
  ]);
  const savings = await settle('shared-savings.yaml', 'shared-savings.run');
  say([...statementLines(terminal, savings.summary), '']);
  const { explanation, lines } = await explained(terminal, savings.run, FIGURE);
  savings.run.close();
  say([
    c.bold(fill(words.demoWhy[lang], { name: FIGURE.key })),
    '',
    command(
      `${commandName()} explain ${path('shared-savings.run')} ${FIGURE.entity}=${FIGURE.key} ${FIGURE.term}`,
    ),
    '',
    ...lines,
    '',
    c.dim(words.demoMadeUp[lang]),
    '',
    command(`${commandName()} settle ${path('oncology.yaml')}`),
    '',
  ]);
  const oncology = await settle('oncology.yaml', 'oncology.run');
  oncology.run.close();
  const tryNext = [
    [
      words.demoPublished[lang],
      `${commandName()} reconcile ${path('shared-savings.run')} ${path('shared-savings.csv')} --key ACO_ID,Year --amount Published --entity aco --term earned --within 1.50 --relative 0.0001`,
    ],
    [words.demoWhatIf[lang], `${commandName()} what-if ${path('shared-savings.run')} --set sequestration=1`],
    [words.demoOpen[lang], path('shared-savings.run/statement.html')],
    [words.demoModels[lang], `${commandName()} models`],
  ] as const;
  return finish(terminal, {
    result: {
      folder,
      statements: [savings.summary, oncology.summary],
      explanation,
    },
    lines: [
      ...statementLines(terminal, oncology.summary),
      '',
      c.bold(words.demoNext[lang]),
      ...tryNext.map(([what, how]) => `  ${what}\n    ${c.cyan(how)}`),
      '',
      c.dim(fill(synthesiseWords.demoMore[lang], { command: `${commandName()} demo --claims` })),
      c.dim(fill(words.demoFiles[lang], { folder: FOLDER })),
    ],
    exit: OK,
  });
}

/** The package's examples, copied so that they can be changed; what is there already is left as the reader changed it. */
function copyExamples(folder: string): void {
  const examples = packageFolder('examples/demo');
  if (!existsSync(examples)) throw new CallError(report('no-demo', { folder: examples }));
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(examples)) {
    const target = join(folder, name);
    if (/\.(yaml|csv)$/.test(name) && !existsSync(target)) copyFileSync(join(examples, name), target);
  }
}

/** The same from src/cli/commands and dist/cli/commands. */
function packageFolder(name: string): string {
  return fileURLToPath(new URL(`../../../${name}`, import.meta.url));
}
