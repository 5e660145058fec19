/** A run's payments under other parameters. */
import { hasErrors, type Checked, type Diagnostic } from '../../language/diagnostic.ts';
import type { Constant } from '../../language/plan.ts';
import { openTables, type OpenTables } from '../reopen.ts';
import { Stopped } from '../work.ts';
import { failure } from '../run/settle.ts';
import type { Run, Scenario } from '../types.ts';
import { affectedBy } from './affected.ts';
import { computeAgain } from './again.ts';
import { figureUnder, type AskedFigure, type FigureChange } from './figure.ts';
import { withParameters } from './parameters.ts';
import { paymentDifferences } from './payments.ts';

/** Each scenario by itself, from the run as it is: scenarios do not add up. */
export async function whatIf(
  run: Run,
  scenarios: readonly Record<string, string>[],
): Promise<Checked<Scenario[]>> {
  const diagnostics: Diagnostic[] = [];
  const value: Scenario[] = [];
  const open = await openWhatIf(run);
  try {
    for (const set of scenarios) {
      const one = await open.scenario(set);
      diagnostics.push(...one.diagnostics);
      if (one.value) value.push(one.value);
    }
  } finally {
    open.close();
  }
  return hasErrors(diagnostics) ? { diagnostics } : { value, diagnostics };
}

/** A run to be asked several times, one after the other; the caller closes it. */
export interface OpenWhatIf {
  scenario(set: Record<string, string>): Promise<Checked<Scenario>>;
  figure(figure: AskedFigure, change: FigureChange): Promise<Checked<Constant>>;
  close(): void;
}

export async function openWhatIf(run: Run): Promise<OpenWhatIf> {
  let opened: Promise<OpenTables> | undefined;
  // Values that cannot be read need no database to be refused.
  const tables = () => (opened ??= openTables(run));
  return {
    async scenario(set) {
      const changed = withParameters(run.plan, set);
      if (!changed.value) return { diagnostics: changed.diagnostics };
      const { plan, parameters } = changed.value;
      const again = { ...run, plan, agreement: { ...run.agreement, plan } };
      const { value, diagnostics } = await scenario(await tables(), again, set, parameters);
      // What the run has said already is not said again.
      const said = [...changed.diagnostics, ...diagnostics.filter((one) => !isSaid(run, one))];
      return { ...(value && { value }), diagnostics: said };
    },
    figure: (asked, change) => figureUnder(run, tables, asked, change),
    close: () => void opened?.then(({ warehouse }) => warehouse.close()).catch(() => undefined),
  };
}

async function scenario(
  tables: OpenTables,
  run: Run,
  set: Record<string, string>,
  parameters: ReadonlySet<string>,
): Promise<Checked<Scenario>> {
  const work = await tables.work(run);
  const { diagnostics } = work;
  try {
    const affected = affectedBy(work.store, parameters);
    await computeAgain(work, affected);
    if (hasErrors(diagnostics)) return { diagnostics };
    const found = await paymentDifferences(work, affected);
    const terms = run.plan.entities.reduce((sum, entity) => sum + entity.terms.length, 0);
    const again = [...affected.nodes].filter((node) => node.startsWith('term ')).length;
    return { value: { set, ...found, recomputed: { terms: again, of: terms } }, diagnostics };
  } catch (error) {
    if (!(error instanceof Stopped)) diagnostics.push(failure(error, run.folder));
    return { diagnostics };
  }
}

function isSaid({ manifest }: Run, { code, data }: Diagnostic): boolean {
  const text = JSON.stringify(data);
  return manifest.diagnostics.some((one) => one.code === code && JSON.stringify(one.data) === text);
}
