/** The commands, their arguments and help in both languages; and what becomes of errors. */
import { Command, CommanderError } from 'commander';
import { readFileSync } from 'node:fs';
import { CallError, didYouMean, report } from './arguments.ts';
import { help } from './messages/help.ts';
import { showDiagnostics } from './render/diagnostics.ts';
import { cells } from './render/width.ts';
import {
  chosenLang,
  FAILED,
  makeTerminal,
  OK,
  type ExitCode,
  type JsonResult,
  type Terminal,
} from './terminal.ts';
import type { Diagnostic, Lang } from '../language/diagnostic.ts';

type Values = Record<string, unknown>;
/** A command: what was given on the command line, in; what it printed, out; the exit code, back. */
type Action = (terminal: Terminal, positional: string[], options: Values) => Promise<ExitCode>;

const repeat = (value: string, before: string[] = []) => [...before, value];

function version(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** Runs one command line and gives its exit code. */
export async function run(argv: readonly string[]): Promise<ExitCode> {
  const lang = chosenLang(langOf(argv), process.env);
  let exit: ExitCode = OK;
  const { program, terminalOf } = makeProgram(lang, (code) => (exit = code));
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError && error.code === 'commander.help') {
      program.outputHelp(); // no command was given
      return OK;
    }
    if (error instanceof CommanderError && error.exitCode === 0) return OK;
    const terminal = terminalOf() ?? makeTerminal({ lang, json: argv.includes('--json') });
    const diagnostics =
      error instanceof CallError
        ? error.diagnostics
        : error instanceof CommanderError
          ? [callDiagnostic(error, program, argv)]
          : [unexpected(error)];
    return fail(terminal, diagnostics);
  }
}

function fail(terminal: Terminal, diagnostics: Diagnostic[]): ExitCode {
  showDiagnostics(terminal, diagnostics);
  if (terminal.json) terminal.out(JSON.stringify({ ok: false, diagnostics } satisfies JsonResult, null, 1));
  return FAILED;
}

/** Standard output takes no more (a full disk): said where there is still room. */
export function outputRefused(error: unknown, argv: readonly string[]): ExitCode {
  const lang = chosenLang(langOf(argv), process.env);
  showDiagnostics(makeTerminal({ lang }), [unexpected(error)]);
  return FAILED;
}

function unexpected(error: unknown): Diagnostic {
  if (process.env['OPENVBP_DEBUG']) console.error(error);
  const words = error instanceof Error ? error.message : String(error);
  // ENOSPC, EACCES, ENOTDIR …: the disk's no, and no mistake of ours.
  const refused = /^E[A-Z]+$/.test(String((error as NodeJS.ErrnoException | null)?.code ?? ''));
  return report(refused ? 'system-refused' : 'unexpected', { words });
}

/** `--lang` must be known before the line is read, since help and errors are in that language. */
function langOf(argv: readonly string[]): string | undefined {
  const at = argv.findLastIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const word = argv[at];
  return word === undefined ? undefined : word === '--lang' ? argv[at + 1] : word.slice('--lang='.length);
}

/** What commander found wrong, in our words. It quotes the name it means. */
function callDiagnostic(error: CommanderError, program: Command, argv: readonly string[]): Diagnostic {
  const [, name = ''] = /'([^']*)'/.exec(error.message) ?? [];
  const names = program.commands.map((command) => command.name());
  const called = argv.find((word) => names.includes(word));
  const command = called === undefined ? 'openvbp' : `openvbp ${called}`;
  switch (error.code) {
    case 'commander.unknownCommand':
      return didYouMean(report('unknown-command', { name }), name, names);
    case 'commander.unknownOption':
      return report('unknown-option', { command, name });
    case 'commander.missingArgument':
    case 'commander.missingMandatoryOptionValue':
    case 'commander.optionMissingArgument':
      return report('missing-argument', { command, name });
    case 'commander.excessArguments':
      return report('excess-argument', { command });
    default:
      return report('bad-call', { command, words: error.message.replace(/^error: /, '') });
  }
}

/** Headings commander writes in English. */
const HEADINGS = ['usage', 'arguments', 'options', 'globalOptions', 'commands'] as const;

function makeProgram(lang: Lang, done: (code: ExitCode) => void) {
  let terminal: Terminal | undefined;
  const say = (key: keyof typeof help) => help[key][lang];
  const program = new Command('openvbp');
  const inOurWords = (text: string) =>
    text.replace('[options]', say('anyOptions')).replace('[command]', say('anyCommand'));
  const configure = (command: Command) =>
    command
      .exitOverride()
      .configureOutput({ writeErr: () => {}, outputError: () => {} })
      .showSuggestionAfterError(false)
      .helpOption('-h, --help', say('optionHelp'))
      .configureHelp({
        showGlobalOptions: true,
        displayWidth: cells,
        styleUsage: inOurWords,
        styleSubcommandTerm: inOurWords,
        styleTitle: (title) => {
          const key = HEADINGS.find((heading) => help[heading].en === title);
          return key ? say(key) : title;
        },
      });
  configure(program)
    .description(say('program'))
    .version(version(), '-V, --version', say('optionVersion'))
    .helpCommand('help [command]', say('commandHelp'))
    .option('--lang <LANG>', say('optionLang'))
    .option('--json', say('optionJson'))
    .option('--exact', say('optionExact'))
    .addHelpText('after', `\n${say('exitCodes')}`);

  const command = (usage: string, description: keyof typeof help, action: () => Promise<Action>) => {
    const made = configure(program.command(usage)).description(say(description));
    made.action(async () => {
      const options = program.opts<{ lang?: string }>();
      terminal = makeTerminal(options);
      if (options.lang !== undefined && !/^(en|zh)/i.test(options.lang)) {
        throw new CallError(report('bad-option', { option: '--lang', value: options.lang, form: 'en | zh' }));
      }
      done(
        await (
          await action()
        )(
          terminal,
          made.processedArgs.flat().filter((word) => word !== undefined),
          made.opts(),
        ),
      );
    });
    return made;
  };

  command('check', 'check', async () => (await import('./commands/check.ts')).check).argument(
    '[FILES...]',
    say('files'),
  );
  command('test', 'test', async () => (await import('./commands/test.ts')).test).argument(
    '[FILES...]',
    say('files'),
  );
  command('settle', 'settle', async () => (await import('./commands/settle.ts')).settleCommand)
    .argument('<CONTRACT>', say('contract'))
    .option('--table <ENTITY=FILE>', say('optionTable'), repeat)
    .option('--data <DATA>', say('optionSettleData'))
    .option('--as-of <DATE>', say('optionAsOf'))
    .option('--set <PARAM=VALUE>', say('optionSet'), repeat)
    .option('-o, --output <RUN>', say('optionOutput'))
    .option('--force', say('optionForce'))
    .option('--threads <N>', say('optionThreads'))
    .option('--strict', say('optionStrict'));
  command('explain', 'explain', async () => (await import('./commands/explain.ts')).explainCommand)
    .argument('<RUN>', say('run'))
    .argument('<ENTITY=KEY>', say('row'))
    .argument('[TERM]', say('term'))
    .option('--depth <N>', say('optionDepth'))
    .option('--page <K>', say('optionPage'))
    .option('--audience <FILE>', say('optionAudience'));
  command('what-if', 'whatIf', async () => (await import('./commands/what-if.ts')).whatIfCommand)
    .argument('<RUN>', say('run'))
    .option('--set <PARAM=VALUE>', say('optionSet'), repeat)
    .option('--grid <PARAM=from..to/step>', say('optionGrid'), repeat);
  command('compare', 'compare', async () => (await import('./commands/compare.ts')).compareCommand)
    .argument('<RUN>', say('run'))
    .argument('<OTHER>', say('run'));
  command('reconcile', 'reconcile', async () => (await import('./commands/reconcile.ts')).reconcileCommand)
    .argument('<RUN>', say('run'))
    .argument('<FILE>', say('theirFile'))
    .requiredOption('--key <COL>', say('optionKey'), repeat)
    .requiredOption('--amount <COL>', say('optionAmount'))
    .option('--payment <ID>', say('optionPayment'))
    .option('--entity <E>', say('optionEntity'))
    .option('--term <T>', say('optionTerm'))
    .option('--within <AMOUNT>', say('optionWithin'))
    .option('--relative <RATIO>', say('optionRelative'));
  command('import', 'import', async () => (await import('./commands/import.ts')).importCommand)
    .argument('[FORMAT]', say('format'))
    .argument('[PATHS...]', say('paths'))
    .option('-o, --output <DATA>', say('optionData'))
    .option('--option <NAME=VALUE>', say('optionFormat'), repeat)
    .option('--threads <N>', say('optionThreads'))
    .option('--no-quality', say('optionNoQuality'))
    .option('--strict', say('optionRefused'));
  command('reference', 'reference', async () => (await import('./commands/reference.ts')).referenceCommand)
    .argument('[ACTION]', say('referenceAction'))
    .argument('[KIND]', say('referenceKind'))
    .argument('[PATH]', say('referencePath'))
    .option('-o, --output <FILE>', say('optionFile'))
    .option('--edition <VERSION>', say('optionEdition'))
    .option('--rules <FILE>', say('optionRules'))
    .option('--names <FILE>', say('optionNames'))
    .option('--years <LIST>', say('optionCatalogueYears'));
  command('group', 'group', async () => (await import('./commands/group.ts')).groupCommand)
    .argument('<SCHEME>', say('groupScheme'))
    .argument('<CASES...>', say('groupCases'))
    .option('--scheme <FILE>', say('optionScheme'))
    .option('--case <ID>', say('optionCase'), repeat)
    .option('--codes <FILE>', say('optionCodes'))
    .option('-o, --output <FILE>', say('optionFile'));
  command('cost', 'cost', async () => (await import('./commands/cost.ts')).costCommand)
    .argument('<KIND>', say('costKind'))
    .argument('<DATA>', say('dataFolder'))
    .option('--ratios <FILE>', say('optionRatios'))
    .option('--unit-costs <FILE>', say('optionUnitCosts'))
    .option('--basis <BASIS>', say('optionBasis'))
    .option('--resources <FILE>', say('optionResources'))
    .option('--pathways <FILE>', say('optionPathways'))
    .option('--assignments <FILE>', say('optionAssignments'))
    .option('--events <FILE>', say('optionEvents'))
    .option('--tolerance <SHARE>', say('optionTolerance'))
    .option('--grouped <FILE>', say('optionGrouped'))
    .option('--group-column <COLUMN>', say('optionGroupColumn'))
    .option('--payment <WHAT>', say('optionPaymentOf'))
    .option('--payments <FILE>', say('optionPayments'))
    .option('--settled <RUN>', say('optionSettled'))
    .option('--settled-terms <LIST>', say('optionSettledTerms'))
    .option('--hospital <ID>', say('optionCostHospital'))
    .option('--by <LIST>', say('optionCostBy'))
    .option('--period <FROM/TO>', say('optionPeriod'))
    .option('-o, --output <FOLDER>', say('optionCostFolder'));
  command('report', 'report', async () => (await import('./commands/report.ts')).reportCommand)
    .argument('<KIND>', say('reportKind'))
    .argument('<CASES>', say('groupCases'))
    .option('--grouped <FILE>', say('optionGrouped'), repeat)
    .option('--group-column <COLUMN>', say('optionGroupColumn'))
    .option('--weights <FILE>', say('optionWeights'))
    .option('--period <FROM/TO>', say('optionPeriod'))
    .option('--before <FROM/TO|CASES>', say('optionBefore'), repeat)
    .option('--base <before|each>', say('optionBase'))
    .option('--suppress <N>', say('optionSuppress'))
    .option('--hospital <ID>', say('optionReportHospital'))
    .option('--interval-from <N>', say('optionIntervalFrom'))
    .option('-o, --output <FILE>', say('optionReportFile'));
  command('value', 'value', async () => (await import('./commands/value.ts')).valueCommand)
    .argument('[CONDITION]', say('valueCondition'))
    .argument('[DATA]', say('valueData'))
    .option('--period <FROM/TO>', say('optionValuePeriod'))
    .option('--as-of <DATE>', say('optionValueAsOf'))
    .option('--basis <paid|allowed|charge>', say('optionValueBasis'))
    .option('--adjust <strata|main-effects>', say('optionValueAdjust'))
    .option('--value-set <NAME>', say('optionValueSet'))
    .option('--currency <CODE>', say('optionCurrency'))
    .option('--cycles <FILE>', say('optionValueCycles'))
    .option('--lines <FILE>', say('optionValueLines'))
    .option('--threads <N>', say('optionThreads'))
    .option('-o, --output <FILE>', say('optionValueFile'), repeat);
  command('score', 'score', async () => (await import('./commands/score.ts')).scoreCommand)
    .argument('<INDEX>', say('scoreIndex'))
    .argument('<PEOPLE>', say('scorePeople'))
    .option('--tables <FILE>', say('optionTables'))
    .option('--year <YEAR>', say('optionYear'))
    .option('--model <MODEL>', say('optionModel'))
    .option('--normalization <FACTOR>', say('optionNormalization'))
    .option('--coding <SHARE>', say('optionCoding'))
    .option('--diagnoses <FILE>', say('optionDiagnoses'))
    .option('--period <FROM/TO>', say('optionScorePeriod'))
    .option('-o, --output <FILE>', say('optionFile'))
    .option('--contributions <FILE>', say('optionContributions'));
  command('measure', 'measure', async () => (await import('./commands/measure.ts')).measureCommand)
    .argument('<WHAT>', say('measureWhat'))
    .argument('[REST...]', say('measureRest'))
    .option('--period <FROM/TO>', say('optionMeasurePeriod'))
    .option('--as-of <DATE>', say('optionMeasureAsOf'))
    .option('--codes <FILE>', say('optionMeasureCodes'))
    .option('--members <FILE>', say('optionMeasureMembers'))
    .option('--by <all|groups|facility>', say('optionMeasureBy'))
    .option('--measure <NAME>', say('optionMeasureName'))
    .option('--rows <patient|episode>', say('optionMeasureRows'))
    .option('--profiles <trust|ignore>', say('optionProfiles'))
    .option('--explain <PATIENT>', say('optionMeasureExplain'), repeat)
    .option('--threads <N>', say('optionThreads'))
    .option('-o, --output <FOLDER>', say('optionMeasureOutput'));
  command('quality', 'quality', async () => (await import('./commands/quality.ts')).qualityCommand)
    .argument('<DATA>', say('dataFolder'))
    .option('-o, --output <FILE>', say('optionQualityPage'))
    .option('--threads <N>', say('optionThreads'))
    .option('--currency <CODE>', say('optionCurrency'))
    .option('--strict', say('optionQualityStrict'));
  command('audit', 'audit', async () => (await import('./commands/audit.ts')).auditCommand)
    .argument('<DATA>', say('dataFolder'))
    .option('-o, --output <FILE>', say('optionAuditOutput'), repeat)
    .option('--from <DATE>', say('optionAuditFrom'))
    .option('--to <DATE>', say('optionAuditTo'))
    .option('--as-of <DATE>', say('optionAuditAsOf'))
    .option('--groups <FILE>', say('optionAuditGroups'))
    .option('--parameters <FILE>', say('optionAuditParameters'))
    .option('--currency <CODE>', say('optionCurrency'))
    .option('--rules <LIST>', say('optionAuditRules'))
    .option('--threads <N>', say('optionThreads'));
  command('publish', 'publish', async () => (await import('./commands/publish.ts')).publishCommand)
    .argument('<RUN>', say('run'))
    .requiredOption('--people <ENTITY[.COLUMN]>', say('optionPeople'))
    .requiredOption('-o, --output <FOLDER>', say('optionPublic'))
    .option('--least <N>', say('optionLeast'))
    .option('--without <PAYMENT>', say('optionWithout'), repeat)
    .option('--audience <FILE>', say('optionAudience'));
  command('share', 'share', async () => (await import('./commands/share.ts')).shareCommand)
    .argument('<RUN>', say('run'))
    .requiredOption('--audience <FILE>', say('optionAudience'))
    .requiredOption('-o, --output <FOLDER>', say('optionReportFolder'));
  command('post', 'post', async () => (await import('./commands/post.ts')).postCommand)
    .argument('<RUN>', say('run'))
    .option('--ledger <FILE>', say('optionLedger'));
  command('accrue', 'accrue', async () => (await import('./commands/accrue.ts')).accrueCommand)
    .argument('<RULES>', say('accrualRules'))
    .argument('<RUNS...>', say('accrualRuns'))
    .option('-o, --output <FOLDER>', say('optionReportFolder'));
  command('portfolio', 'portfolio', async () => (await import('./commands/portfolio.ts')).portfolioCommand)
    .argument('<RATES>', say('portfolioRates'))
    .argument('<RUNS...>', say('portfolioRuns'))
    .option('-o, --output <FOLDER>', say('optionReportFolder'));
  command('register', 'register', async () => (await import('./commands/register.ts')).registerCommand)
    .argument('<RUN>', say('run'))
    .option('--result <NAME>', say('optionFollowUps'))
    .option('-o, --output <FOLDER>', say('optionReportFolder'));
  command('models', 'models', async () => (await import('./commands/models.ts')).models).argument(
    '[ID]',
    say('modelId'),
  );
  command('methods', 'methods', async () => (await import('./commands/methods.ts')).methods).argument(
    '[NAME]',
    say('methodName'),
  );
  command('schema', 'schema', async () => (await import('./commands/schema.ts')).schema).argument(
    '<DOCUMENT>',
    say('document'),
  );
  command(
    'synthesise',
    'synthesise',
    async () => (await import('./commands/synthesise.ts')).synthesiseCommand,
  )
    .requiredOption('--members <N>', say('optionMembers'))
    .requiredOption('--country <us|cn>', say('optionCountry'))
    .requiredOption('-o, --output <DATA>', say('optionData'))
    .option('--seed <S>', say('optionSeed'))
    .option('--years <N>', say('optionYears'))
    .option('--from <DATE>', say('optionFrom'))
    .option('--threads <N>', say('optionThreads'));
  command('serve', 'serve', async () => (await import('./commands/serve.ts')).serveCommand)
    .argument('[DIR]', say('serveFolder'))
    .option('--port <N>', say('optionPort'))
    .option('--host <HOST>', say('optionHost'))
    .option('--token <KEY>', say('optionToken'))
    .option('--open', say('optionOpen'));
  command('demo', 'demo', async () => (await import('./commands/demo.ts')).demo);
  return { program, terminalOf: () => terminal };
}
