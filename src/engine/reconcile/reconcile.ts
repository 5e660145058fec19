/** Their figures beside ours. */
import { hasErrors, reporter, type Checked, type Diagnostic } from '../../language/diagnostic.ts';
import type { Constant, ScalarType } from '../../language/plan.ts';
import { renderConstant } from '../../language/value.ts';
import {
  absolute,
  compare,
  decimal,
  decimalText,
  multiply,
  parseDecimal,
  subtract,
  trimmed,
  type Decimal,
} from '../decimal.ts';
import type { Reconciliation, ReconcileOptions, Run } from '../types.ts';
import { messages } from './messages.ts';
import { figureOf, ourRows, type OurRow } from './ours.ts';
import { readTheirs, widened } from './theirs.ts';

const report = reporter(messages);

/**
 * Compares a figure of a run with another party's file. Two figures agree when their difference is at most the larger of `within` (in the
 * figure's unit) and `relative` × theirs; both unknown agree too. Without either margin they must be equal.
 */
export async function reconcile(run: Run, options: ReconcileOptions): Promise<Checked<Reconciliation>> {
  const figure = figureOf(run, options);
  if ('near' in figure) return { diagnostics: [report('no-figure', figure)] };
  const { entity, type } = figure;
  if (type.kind === 'duration' || type.kind === 'reference') {
    return { diagnostics: [report('not-comparable', { name: figure.name, kind: type.kind })] };
  }
  const given = options.key.length;
  if (given > entity.key.length || given === 0) {
    const parts = entity.key.map(({ name }) => name).join(', ');
    return { diagnostics: [report('too-many-key-columns', { entity: entity.name, parts, given })] };
  }
  const margin = marginOf(options);
  if ('code' in margin) return { diagnostics: [margin] };
  const { value: theirs, diagnostics } = await readTheirs({
    file: options.file,
    key: options.key,
    amount: options.amount,
    entity: entity.name,
    parts: entity.key.slice(0, given),
    name: figure.name,
    type,
    currency: run.plan.currency,
  });
  if (!theirs || hasErrors(diagnostics)) return { diagnostics };

  const ours = new Map<string, OurRow>();
  for (const row of await ourRows(run, figure, given)) {
    if (ours.has(row.short)) {
      const missing = entity.key
        .slice(given)
        .map(({ name }) => name)
        .join(', ');
      const data = { entity: entity.name, key: row.short, missing, given: options.key.join(',') };
      return { diagnostics: [...diagnostics, report('key-not-unique', data)] };
    }
    ours.set(row.short, row);
  }

  const result: Reconciliation = {
    of: theirs.length,
    agree: 0,
    differ: [],
    onlyTheirs: [],
    onlyOurs: [],
    diagnostics,
  };
  for (const { key, line, value } of theirs) {
    const [our, figureOfTheirs] = [ours.get(key), text(value, widened(type))];
    ours.delete(key);
    if (!our) result.onlyTheirs.push({ key, line, theirs: figureOfTheirs });
    else {
      const figureOfOurs = text(our.value, type);
      if (agree(figureOfTheirs, figureOfOurs, type, margin)) result.agree += 1;
      else
        result.differ.push({
          key: our.key,
          line,
          theirs: figureOfTheirs,
          ours: figureOfOurs,
          difference: difference(figureOfOurs, figureOfTheirs, type),
        });
    }
  }
  result.onlyOurs = [...ours.values()].map((row) => ({ key: row.key, ours: text(row.value, type) }));
  return { value: result, diagnostics };
}

type Margin = (theirs: Decimal) => Decimal;

function marginOf({ within = '0', relative = '0' }: ReconcileOptions): Margin | Diagnostic {
  const [fixed, share] = [parseDecimal(within), parseDecimal(relative)];
  if (!fixed || fixed.digits < 0n) return report('bad-margin', { value: within });
  if (!share || share.digits < 0n) return report('bad-margin', { value: relative });
  return (theirs) => {
    const scaled = multiply(absolute(theirs), share);
    return compare(scaled, fixed) > 0 ? scaled : fixed;
  };
}

function text(value: Constant, type: ScalarType): string | null {
  return value === null ? null : typeof value === 'boolean' ? String(value) : renderConstant(value, type);
}

function agree(theirs: string | null, ours: string | null, type: ScalarType, margin: Margin): boolean {
  if (theirs === null || ours === null || type.kind !== 'number') return theirs === ours;
  const [a, b] = [decimal(theirs), decimal(ours)];
  return compare(absolute(subtract(b, a)), margin(a)) <= 0;
}

/** Ours − theirs; null where one is unknown, or they are no numbers. */
function difference(ours: string | null, theirs: string | null, type: ScalarType): string | null {
  if (ours === null || theirs === null || type.kind !== 'number') return null;
  return decimalText(trimmed(subtract(decimal(ours), decimal(theirs))));
}
