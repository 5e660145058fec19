/** `openvbp demo --claims`: makes a population, settles five contracts on its claims, and explains a figure of one. */
import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fill } from '../../language/diagnostic.ts';
import type { StatementSummary } from '../../statement/index.ts';
import { CallError, report } from '../arguments.ts';
import { synthesiseWords } from '../messages/synthesise.ts';
import { startActivity } from '../progress.ts';
import { words } from '../messages/words.ts';
import { statementLines } from '../render/statement.ts';
import { commandName, OK, type ExitCode, type Terminal } from '../terminal.ts';
import { explained } from './explain.ts';
import { finish, valueOf } from './shared.ts';
import { settleContract } from './settle.ts';

const FOLDER = 'openvbp-demo/claims';
/** The population the examples' lists of providers are of. */
const POPULATION = { country: 'us', members: 20_000, seed: 1 };

/** In order: the last compares the capitation with fee-for-service, and finds its run beside itself. */
const CONTRACTS = [
  { example: 'joint-replacement', run: 'joint-replacement-2022.run' },
  { example: 'medical-home', run: 'medical-home-2022.run' },
  { example: 'shared-savings', run: 'shared-savings-2023.run' },
  { example: 'capitation', run: 'dual-revenue/capitation-2022.run' },
  { example: 'dual-revenue', run: 'dual-revenue-2022.run' },
];
/** Why a group of practices shares what it does. */
const FIGURE = { entity: 'provider', key: 'aco-1', term: 'net_savings', depth: 2 };

export async function demoClaims(terminal: Terminal): Promise<ExitCode> {
  const { lang, colors: c } = terminal;
  const folder = join(terminal.cwd, FOLDER);
  for (const { example } of CONTRACTS) copyExample(example, join(folder, example));
  const path = (name: string) => relative(terminal.cwd, join(folder, name));
  const say = (lines: string[]) => {
    if (!terminal.json) terminal.out(lines.join('\n'));
  };
  const command = (text: string) =>
    c.cyan(fill(words.demoSettle[lang], { command: `${commandName()} ${text}` }));
  const { country, members } = POPULATION;
  say([
    c.dim(synthesiseWords.demo[lang]),
    '',
    command(`synthesise --members ${members} --country ${country} -o ${path('data/us')}`),
  ]);
  await makePopulation(terminal, join(folder, 'data/us'));

  const statements: StatementSummary[] = [];
  let explanation: unknown;
  for (const { example, run } of CONTRACTS) {
    const contract = path(join(example, 'contract.yaml'));
    say(['', command(`settle ${contract} -o ${path(run)}`), '']);
    const settled = await settleContract(terminal, { contract, output: path(run), force: true });
    statements.push(settled.summary);
    say(statementLines(terminal, settled.summary));
    if (example === 'shared-savings') {
      const why = await explained(terminal, settled.run, FIGURE);
      explanation = why.explanation;
      say([
        '',
        command(`explain ${path(run)} ${FIGURE.entity}=${FIGURE.key} ${FIGURE.term}`),
        '',
        ...why.lines,
      ]);
    }
    settled.run.close();
  }
  return finish(terminal, {
    result: { folder, statements, explanation },
    lines: ['', c.dim(fill(synthesiseWords.demoFiles[lang], { folder: FOLDER }))],
    exit: OK,
  });
}

async function makePopulation(terminal: Terminal, folder: string): Promise<void> {
  const { lang } = terminal;
  const { synthesise } = await import('../../data/synthetic/index.ts');
  const members = POPULATION.members.toLocaleString(lang);
  const activity = await startActivity(terminal, fill(synthesiseWords.making[lang], { members }));
  try {
    const { value, diagnostics } = await synthesise({ ...POPULATION, folder });
    valueOf({ ...(value && { value }), diagnostics });
  } finally {
    activity.stop();
  }
}

/** An example of the package, copied so that it can be changed; what is there already is left as the reader changed it. */
function copyExample(name: string, folder: string): void {
  const example = fileURLToPath(new URL(`../../../examples/${name}`, import.meta.url));
  if (!existsSync(example)) throw new CallError(report('no-demo', { folder: example }));
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(example)) {
    const target = join(folder, file);
    if (/\.(yaml|csv)$/.test(file) && !existsSync(target)) copyFileSync(join(example, file), target);
  }
}
