/** What would change a figure: single parameters, and facts of its own row, moved to the values beside them. */
import { openWhatIf, type FigureChange } from '../../engine/what-if/index.ts';
import { absolute, compare, decimal, decimalText, subtract, trimmed, ZERO } from '../../engine/decimal.ts';
import { parseConstant } from '../../language/value.ts';
import type { Constant, PlanEntity, ScalarType } from '../../language/plan.ts';
import { quoteIdentifier as q } from '../../warehouse/warehouse.ts';
import type { WhatWouldChangeIt } from '../api.ts';
import { valueOf } from '../http/problem.ts';
import type { OpenRun } from '../runs/open-runs.ts';
import { entityOf, figureOf } from '../runs/shape.ts';
import { leversOf, titleOf } from './levers.ts';
import { neighbours, written } from './neighbours.ts';

const BUDGET = 6000;
const SHOWN = 12;
const PERCENT = 1n;
/** Texts a fact might as well have been, of those that other rows have. */
const MOST_TEXTS = 5;

type Change = WhatWouldChangeIt['changes'][number];

interface Try {
  kind: Change['kind'];
  parameter: string;
  title: Change['title'];
  type: ScalarType;
  from: string | null;
  to: string;
  change: FigureChange;
}

export async function whatWouldChange(
  open: OpenRun,
  asked: { entity: string; key: string; term: string },
): Promise<WhatWouldChangeIt> {
  const { run } = open;
  const entity = entityOf(run.plan, asked.entity);
  const figure = { ...asked, term: figureOf(run.plan, entity, asked.term) };
  return open.once(JSON.stringify(['why-not', figure]), async () => {
    const explainer = await open.explainer();
    const { value: now, reason } = valueOf(
      await explainer.explain({ ...figure, depth: 1 }),
      'not-found-out',
      404,
    );
    const lacking = reason?.kind === 'missing' && reason.entity === entity.name && reason.key === figure.key;
    const changes: Change[] = [];
    let complete = true;
    const until = Date.now() + BUDGET;
    const asking = await openWhatIf(run);
    try {
      for (const { change, ...tried } of [
        ...(await factTries(open, entity, figure, lacking ? reason.name : undefined)),
        ...parameterTries(open),
      ]) {
        if (Date.now() > until) {
          complete = false;
          break;
        }
        const { value } = await asking.figure(figure, change);
        if (value === undefined || value === now) continue;
        changes.push({ ...tried, value: shown(value), difference: differenceOf(now, value) });
      }
    } finally {
      asking.close();
    }
    const reach = ({ difference }: Change) =>
      difference === null ? undefined : absolute(decimal(difference));
    // The fact that is missing first, then what makes it known or unknown, then by how much it moves.
    changes.sort((a, b) => {
      if (a.from === null || b.from === null) return (a.from === null ? 0 : 1) - (b.from === null ? 0 : 1);
      const [x, y] = [reach(a), reach(b)];
      if (x === undefined || y === undefined) return (x === undefined ? 0 : 1) - (y === undefined ? 0 : 1);
      return compare(y, x);
    });
    return { changes: changes.slice(0, SHOWN), complete: complete && changes.length <= SHOWN };
  });
}

const shown = (value: Constant) => (value === null ? null : String(value));

function differenceOf(now: Constant, then: Constant): string | null {
  const numbers = [now, then].every((one) => typeof one === 'string' && /^-?\d+(\.\d+)?$/.test(one));
  if (!numbers) return null;
  const difference = trimmed(subtract(decimal(String(then)), decimal(String(now))));
  return compare(difference, ZERO) === 0 ? null : decimalText(difference);
}

function parameterTries({ run }: OpenRun): Try[] {
  return leversOf(run).levers.flatMap(({ parameter, title, type, written: from, value }): Try[] => {
    const constant = parseConstant(value, type);
    const beside = constant === undefined ? undefined : neighbours(constant, type, PERCENT);
    if (!beside) return [];
    return [beside.low, beside.high].flatMap((one) => {
      if (one === null) return [];
      const to = written(one, type);
      return [
        {
          kind: 'parameter' as const,
          parameter,
          title,
          type,
          from,
          to,
          change: { set: { [parameter]: to } },
        },
      ];
    });
  });
}

/** Facts kept beside the row itself; what is not given stays so, but for the one that is missing: that may be each of the values it can have. */
async function factTries(
  { work }: OpenRun,
  entity: PlanEntity,
  figure: { key: string },
  missing: string | undefined,
): Promise<Try[]> {
  const stored = work.store.entity(entity.name);
  const { rows = '' } = stored;
  const facts = entity.facts.filter(
    ({ name }) => stored.columns.get(name)?.table === rows && !entity.key.some((part) => part.name === name),
  );
  const tries: Try[] = [];
  if (facts.length === 0) return tries;
  const own = await rowOf(
    work,
    entity,
    figure.key,
    facts.map(({ name }) => name),
  );
  for (const [i, fact] of facts.entries()) {
    const value = own?.[i];
    const { name, type } = fact;
    if (!own || value === undefined || (value === null && name !== missing)) continue;
    const constant: Constant = value === null || typeof value === 'boolean' ? value : String(value);
    const others =
      type.kind === 'text'
        ? await textsBeside(work, rows, name, String(value), fact.oneOf)
        : value === null
          ? type.kind === 'boolean'
            ? [true, false]
            : []
          : besides(constant, type);
    for (const to of others)
      tries.push({
        kind: 'fact',
        parameter: name,
        title: titleOf(fact),
        type,
        from: value === null ? null : written(constant, type),
        to: written(to, type),
        change: { facts: { [name]: to } },
      });
  }
  return tries;
}

function besides(value: Constant, type: ScalarType): Constant[] {
  const found = neighbours(value, type, PERCENT);
  return found ? [found.low, found.high].filter((one) => one !== null) : [];
}

async function rowOf(work: OpenRun['work'], entity: PlanEntity, key: string, columns: readonly string[]) {
  const { Rows } = await import('../../engine/explain/rows.ts');
  const { find } = await import('../../engine/explain/find.ts');
  const [rid] = await find(new Rows(work), entity.name, key);
  if (rid === undefined) return undefined;
  const { rows = '' } = work.store.entity(entity.name);
  const [found] = await work.values(`select ${columns.map(q).join(', ')} from ${rows} where _rid = ${rid}`);
  return found;
}

async function textsBeside(
  work: OpenRun['work'],
  rows: string,
  name: string,
  value: string,
  oneOf: readonly string[] | undefined,
): Promise<string[]> {
  if (oneOf) return oneOf.filter((one) => one !== value).slice(0, MOST_TEXTS);
  const found = await work.values(
    `select ${q(name)}, count(*) from ${rows} where ${q(name)} is not null group by 1 order by 2 desc, 1 limit ${MOST_TEXTS + 2}`,
  );
  // A text nearly every row has its own of is a name, and no choice.
  if (found.length > MOST_TEXTS + 1) return [];
  return found.map(([text]) => String(text)).filter((one) => one !== value);
}
