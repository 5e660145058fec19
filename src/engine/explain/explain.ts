/** The tree behind a figure. */
import { reporter, type Checked } from '../../language/diagnostic.ts';
import type { Constant, Expression, PlanEntity, PlanTerm, ScalarType } from '../../language/plan.ts';
import { renderConstant } from '../../language/value.ts';
import { referenceColumn } from '../columns.ts';
import { reopen } from '../reopen.ts';
import type { Explanation, Run } from '../types.ts';
import { Formula, type Leaf } from './formula.ts';
import { messages } from './messages.ts';
import { constantOfCell, Rows } from './rows.ts';
import { matchedRows, rowsText, versionAt } from './tables.ts';

const report = reporter(messages);

export interface Figure {
  entity: string;
  /** Parts joined by commas. */
  key: string;
  /** A term (visible or hidden), fact, reference or key part. */
  term: string;
  /** How many levels of formulas are opened; what lies deeper is cut. */
  depth?: number;
}

const DEPTH = 4;

/** Explains one figure of a run. A row or name that is not there is a diagnostic. */
export async function explain(run: Run, figure: Figure): Promise<Checked<Explanation>> {
  const work = await reopen(run);
  try {
    const explainer = new Explainer(run, new Rows(work));
    const rid = await explainer.rows.find(figure.entity, figure.key);
    if (rid === undefined) {
      const near = (await explainer.rows.nearest(figure.entity, figure.key)).join(' · ');
      return { diagnostics: [report('no-row', { entity: figure.entity, key: figure.key, near })] };
    }
    return {
      value: await explainer.column(figure.entity, rid, figure.term, figure.depth ?? DEPTH),
      diagnostics: [],
    };
  } finally {
    work.warehouse.close();
  }
}

class Explainer {
  readonly rows: Rows;
  readonly #run: Run;
  /** Figures that stand in the tree already, opened. */
  readonly #opened = new Set<string>();

  constructor(run: Run, rows: Rows) {
    this.#run = run;
    this.rows = rows;
  }

  async column(entityName: string, rid: number, name: string, depth: number): Promise<Explanation> {
    const entity = this.rows.entity(entityName);
    const key = await this.rows.key(entityName, rid);
    const term = entity.terms.find((one) => one.name === name);
    if (term) return this.#term(entity, rid, key, term, depth);
    const here = { entity: entityName, key, name, children: [] };
    const fact = entity.facts.find((one) => one.name === name);
    if (fact) {
      const read = await this.#place(entityName, rid);
      return {
        ...here,
        kind: 'fact',
        ...(fact.title && { title: fact.title }),
        ...(await this.#value(entityName, rid, name, fact.type, {
          kind: 'missing',
          entity: entityName,
          key,
          name,
        })),
        ...(read && { read }),
      };
    }
    const reference = entity.references.find((one) => one.name === name);
    if (reference && reference.to !== 'party') {
      const cell = await this.rows.stored(entityName, rid, referenceColumn(name));
      const value =
        cell === null || cell === undefined ? null : await this.rows.key(reference.to, Number(cell));
      const type: ScalarType = { kind: 'reference', entity: reference.to };
      return { ...here, kind: 'reference', type, value };
    }
    const type = [...entity.key, ...entity.elements].find((one) => one.name === name)?.type ?? {
      kind: 'text',
    };
    return {
      ...here,
      kind: reference ? 'reference' : 'key',
      ...(await this.#value(entityName, rid, name, type)),
    };
  }

  async #value(entity: string, rid: number, name: string, type: ScalarType, reason?: Explanation['reason']) {
    const value = constantOfCell(await this.rows.stored(entity, rid, name), type);
    return { type, value: shown(value, type), ...(value === null && reason && { reason }) };
  }

  async #place(entity: string, rid: number): Promise<{ file: string; line: number } | undefined> {
    const at = await this.rows.read(entity, rid);
    const file = at && this.#run.manifest.sources[at.source]?.file;
    return at && file !== undefined ? { file, line: at.line } : undefined;
  }

  async #term(
    entity: PlanEntity,
    rid: number,
    key: string,
    term: PlanTerm,
    depth: number,
  ): Promise<Explanation> {
    const { aggregate } = term;
    const here: Explanation = {
      kind: aggregate ? 'aggregate' : 'term',
      entity: entity.name,
      key,
      name: term.hiddenIn ?? term.name,
      formula: term.formula,
      ...(term.title && { title: term.title }),
      ...(term.source !== undefined && { source: term.source }),
      ...(await this.#value(entity.name, rid, term.name, term.type)),
      children: [],
    };
    const posted = this.#run.plan.posted.find((one) => one.entity === entity.name && one.term === term.name);
    const label = `${entity.name} ${rid} ${term.name}`;
    if (depth <= 0 || this.#opened.has(label)) return { ...here, cut: true };
    this.#opened.add(label);
    if (posted) return { ...here, kind: 'aggregate' };
    if (aggregate) {
      const { count, shown: largest } = await this.rows.elements(entity.name, rid, aggregate);
      const type = aggregate.value?.type ?? aggregate.order?.type;
      here.list = {
        function: aggregate.function,
        entity: aggregate.list.entity,
        count,
        shown: await Promise.all(
          largest.map(async (one) => ({
            key: await this.rows.key(aggregate.list.entity, one.rid),
            value: type ? shown(constantOfCell(one.value, type), type) : null,
          })),
        ),
      };
      if (aggregate.argument)
        here.children = await this.#children(entity.name, rid, key, aggregate.argument, depth - 1);
    } else if (term.expression) {
      here.children = await this.#children(entity.name, rid, key, term.expression, depth - 1);
    }
    return here;
  }

  async #children(
    entity: string,
    rid: number,
    key: string,
    expression: Expression,
    depth: number,
  ): Promise<Explanation[]> {
    const formula = await Formula.evaluated(this.rows, entity, rid, expression);
    return this.#leaves(entity, rid, key, formula, formula.leaves(expression), depth);
  }

  async #leaves(
    entity: string,
    rid: number,
    key: string,
    formula: Formula,
    leaves: readonly Leaf[],
    depth: number,
  ): Promise<Explanation[]> {
    const children: Explanation[] = [];
    const here = { entity, key, children: [] as Explanation[] };
    for (const leaf of leaves) {
      switch (leaf.op) {
        case 'column': {
          const at = formula.row(leaf);
          if (at !== null) children.push(await this.column(leaf.entity, at, leaf.name, depth));
          else
            children.push({
              ...here,
              kind: 'reference',
              name: leaf.path.join('.'),
              type: leaf.type,
              value: null,
            });
          break;
        }
        case 'context':
          children.push({ ...here, kind: 'context', name: leaf.name, ...formula.shown(leaf) });
          break;
        case 'parameter':
        case 'in_list':
          children.push({ ...here, ...this.#parameter(formula, leaf) });
          break;
        case 'lookup': {
          const args = leaf.arguments.flatMap((one) => formula.leaves(one));
          const inputs = await this.#leaves(entity, rid, key, formula, args, depth);
          children.push({ ...here, ...this.#lookup(formula, leaf), children: inputs });
          break;
        }
      }
    }
    return children;
  }

  #parameter(
    formula: Formula,
    leaf: Extract<Expression, { op: 'parameter' | 'in_list' }>,
  ): Omit<Explanation, 'entity' | 'key' | 'children'> {
    const name = leaf.op === 'parameter' ? leaf.name : leaf.list;
    const parameter = this.#run.plan.parameters.find((one) => one.name === name);
    const titled = parameter?.title && { title: parameter.title };
    if (parameter?.kind === 'list') {
      const version = versionAt<Constant[]>(parameter.values, formula.value(leaf.date));
      const items = version?.value.map((item) => renderConstant(item, parameter.type)).join(', ') ?? null;
      return { kind: 'parameter', name, type: { kind: 'text' }, value: items, ...titled, ...marks(version) };
    }
    const values = parameter?.kind === 'scalar' ? parameter.values : [];
    const version = versionAt<Constant>(values, formula.value(leaf.date));
    const type = parameter?.kind === 'scalar' ? parameter.type : leaf.type;
    return {
      kind: 'parameter',
      name,
      type,
      value: shown(version?.value ?? null, type),
      ...titled,
      ...marks(version),
    };
  }

  #lookup(
    formula: Formula,
    leaf: Extract<Expression, { op: 'lookup' }>,
  ): Omit<Explanation, 'entity' | 'key' | 'children'> {
    const table = this.#run.plan.parameters.find((one) => one.name === leaf.table);
    const here = { kind: 'lookup' as const, name: leaf.table, ...formula.shown(leaf) };
    if (table?.kind !== 'table') return here;
    const version = versionAt(table.values, formula.value(leaf.date));
    const rows = matchedRows(
      table,
      version?.value ?? [],
      leaf.arguments.map((one) => formula.value(one)),
    );
    return {
      ...here,
      ...(table.title && { title: table.title }),
      ...marks(version),
      ...(rows.length > 0 && { matched: rowsText(table, rows, leaf.output) }),
    };
  }
}

function marks(version: { from: string | null; source?: string; unverified?: boolean } | undefined) {
  return {
    ...(version && { from: version.from }),
    ...(version?.source !== undefined && { source: version.source }),
    ...(version?.unverified && { unverified: true }),
  };
}

/** As people read it: decimal digits without padding zeros. */
function shown(value: Constant, type: ScalarType): Constant {
  return value === null || typeof value === 'boolean' ? value : renderConstant(value, type);
}
