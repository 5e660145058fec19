/**
 * `openvbp demo`: with nothing but the package, makes a population, settles five contracts on its claims, and explains who got nothing and why, down
 * to the claim lines of one patient.
 */
import { join, relative } from 'node:path';
import type { Explanation, Run } from '../../engine/types.ts';
import { fill, type Lang } from '../../language/diagnostic.ts';
import { compare, decimal, ZERO } from '../../engine/decimal.ts';
import { isNothing, shownPercent, titled, type StatementSummary } from '../../statement/index.ts';
import { copyExample, DEMO_CONTRACTS, DEMO_DATA, DEMO_FOLDER, POPULATION } from '../../server/demo.ts';
import { CallError, report } from '../arguments.ts';
import { demoWords as words } from '../messages/demo.ts';
import { synthesiseWords } from '../messages/synthesise.ts';
import { startActivity } from '../progress.ts';
import { owedLines } from '../render/owed.ts';
import { commandName, OK, type ExitCode, type Terminal } from '../terminal.ts';
import { explained } from './explain.ts';
import { settleContract } from './settle.ts';
import { finish, valueOf } from './shared.ts';

const EXPLAINED = 'shared-savings';

export async function demo(terminal: Terminal): Promise<ExitCode> {
  const { lang, colors: c } = terminal;
  const folder = join(terminal.cwd, DEMO_FOLDER);
  for (const { example } of DEMO_CONTRACTS)
    if (!(await copyExample(example, join(folder, example))))
      throw new CallError(report('no-demo', { folder: example }));
  const path = (name: string) => relative(terminal.cwd, join(folder, name));
  const say = (...lines: string[]) => {
    if (!terminal.json) terminal.out(lines.join('\n'));
  };
  const command = (text: string) => c.cyan(`$ ${commandName()} ${text}`);

  const { country, members, seed } = POPULATION;
  const made = `synthesise --members ${members} --seed ${seed} --country ${country} -o ${path(DEMO_DATA)}`;
  say(words.intro[lang], '', c.bold(words.claims[lang]), '', command(made));
  const counts = await makePopulation(terminal, join(folder, DEMO_DATA));
  say(`  ${fill(words.population[lang], counts)}`, '', c.bold(words.contracts[lang]));

  const statements: StatementSummary[] = [];
  let asked: { run: Run; summary: StatementSummary } | undefined;
  for (const { example, run: name } of DEMO_CONTRACTS) {
    const contract = path(`${example}/contract.yaml`);
    say('', command(`settle ${contract} -o ${path(name)}`));
    const { run, summary } = await settleContract(terminal, { contract, output: path(name), force: true });
    statements.push(summary);
    const title = titled(summary.title, summary.contract, lang);
    say('', c.bold(title), words[example][lang], ...owedLines(terminal, summary));
    if (example === EXPLAINED) asked = { run, summary };
    else run.close();
  }
  const explanations = asked ? await explain(terminal, asked, path(`${EXPLAINED}.run`), say) : [];
  const tryNext = [
    [words.whatIf[lang], `what-if ${path(`${EXPLAINED}.run`)} --set losses_carried=true`],
    [words.quality[lang], `quality ${path(DEMO_DATA)}`],
    [words.models[lang], 'models'],
  ] as const;
  return finish(terminal, {
    result: { folder, statements, explanations },
    lines: [
      '',
      c.bold(words.next[lang]),
      ...tryNext.map(([what, how]) => `  ${what}\n    ${c.cyan(`${commandName()} ${how}`)}`),
      '',
      c.dim(fill(words.files[lang], { folder: DEMO_FOLDER })),
    ],
    exit: OK,
  });
}

/** Why a group shared nothing; then the person its spending owes most to, down to the lines. The run is closed. */
async function explain(
  terminal: Terminal,
  { run, summary }: { run: Run; summary: StatementSummary },
  folder: string,
  say: (...lines: string[]) => void,
): Promise<Explanation[]> {
  const { lang, colors: c } = terminal;
  const show = async (entity: string, key: string, term: string) => {
    const found = await explained(terminal, run, { entity, key, term, depth: 3, page: 1 });
    say('', c.cyan(`$ ${commandName()} explain ${folder} ${entity}=${key} ${term}`), '', ...found.lines);
    return found.explanation;
  };
  try {
    const { name, nothing } = whoToAsk(summary);
    say('', c.bold(fill((nothing ? words.why : words.got)[lang], { name })));
    const share = await show('provider', name, 'shared_savings');
    say('', ...inWords(lang, name, share));
    const { explain: ask } = await import('../../engine/explain/index.ts');
    const spending = valueOf(await ask(run, { entity: 'provider', key: name, term: 'spending', depth: 2 }));
    const list = find(spending, ({ list: one }) => one !== undefined)?.list;
    const [costliest] = list?.shown ?? [];
    if (!list || !costliest) return [share];
    say('', c.bold(fill(words.lines[lang], { count: list.count.toLocaleString(lang) })));
    return [share, await show(list.entity, costliest.key, 'spending')];
  } finally {
    run.close();
  }
}

/** The reason as a sentence, where it is that the savings are too small or none. */
function inWords(lang: Lang, name: string, share: Explanation): string[] {
  const valueAt = (term: string) => find(share, (one) => one.name === term)?.value;
  const [rate, minimum] = [valueAt('savings_rate'), valueAt('required_rate')];
  if (typeof rate !== 'string' || typeof minimum !== 'string') return [];
  const [ours, theirs] = [decimal(rate), decimal(minimum)];
  const percent = (value: string) => shownPercent(value, lang, { maximum: 2 });
  if (compare(ours, ZERO) <= 0)
    return [fill(words.over[lang], { name, rate: percent(rate.replace('-', '')) })];
  if (compare(ours, theirs) >= 0) return [];
  return [fill(words.below[lang], { name, rate: percent(rate), minimum: percent(minimum) })];
}

/** The provider that shared nothing, by name the last; where all shared something, the one that shared least. */
function whoToAsk({ payments }: StatementSummary): { name: string; nothing: boolean } {
  const flows = payments.find(({ id }) => id === 'shared_savings')?.flows ?? [];
  const none = flows.filter((flow) => isNothing(flow));
  const least = (none.length > 0 ? none : flows).toSorted(
    (a, b) =>
      compare(decimal(a.final.amount), decimal(b.final.amount)) || ((a.to ?? '') < (b.to ?? '') ? 1 : -1),
  )[0];
  return {
    name: least?.to ?? '',
    nothing: least === undefined || compare(decimal(least.final.amount), ZERO) === 0,
  };
}

function find(
  explanation: Explanation,
  fits: (explanation: Explanation) => boolean,
): Explanation | undefined {
  if (fits(explanation)) return explanation;
  for (const child of explanation.children) {
    const found = find(child, fits);
    if (found) return found;
  }
  return undefined;
}

async function makePopulation(terminal: Terminal, folder: string): Promise<Record<string, string>> {
  const { lang } = terminal;
  const { synthesise } = await import('../../data/synthetic/index.ts');
  const number = (value: number) => value.toLocaleString(lang);
  const members = number(POPULATION.members);
  const activity = await startActivity(terminal, fill(synthesiseWords.making[lang], { members }));
  try {
    const { value, diagnostics } = await synthesise({ ...POPULATION, folder });
    const { data } = valueOf({ ...(value && { value }), diagnostics });
    const standing = (name: string) => number(data.tables.find((one) => one.name === name)?.standing ?? 0);
    return { members, lines: standing('medical_claim'), fills: standing('pharmacy_claim') };
  } finally {
    activity.stop();
  }
}
