/** Explains one figure of a run. */
import { distance } from 'fastest-levenshtein';
import { reporter, type Checked, type Diagnostic } from '../../language/diagnostic.ts';
import type { PlanEntity } from '../../language/plan.ts';
import { reopen } from '../reopen.ts';
import type { Explanation, Run } from '../types.ts';
import type { Work } from '../work.ts';
import { find, nearest } from './find.ts';
import { messages } from './messages.ts';
import { openedRow } from './results.ts';
import { Rows } from './rows.ts';
import { Tree } from './tree.ts';

const report = reporter(messages);

export interface Figure {
  entity: string;
  /** Parts joined by commas. */
  key: string;
  /** A term (visible or hidden), fact, reference, key part or element column. */
  term: string;
  /** How many levels of formulas are opened; what lies deeper is cut. */
  depth?: number;
  /** Of a fact from a method: which page of the lines behind it (from 1); without it none is read. */
  page?: number;
}

const DEPTH = 4;

/** Explains figures of one run, opened once. */
export interface Explainer {
  /** The tree behind a figure. A row or name that is not there is a diagnostic. */
  explain(figure: Figure): Promise<Checked<Explanation>>;
  close(): void;
}

/** For several figures; the caller closes it. */
export async function openExplainer(run: Run): Promise<Explainer> {
  const work = await reopen(run, { plain: true });
  return {
    explain: (figure) => explained(run, work, figure),
    close: () => work.warehouse.close(),
  };
}

/** One figure. */
export async function explain(run: Run, figure: Figure): Promise<Checked<Explanation>> {
  const explainer = await openExplainer(run);
  try {
    return await explainer.explain(figure);
  } finally {
    explainer.close();
  }
}

async function explained(run: Run, work: Work, figure: Figure): Promise<Checked<Explanation>> {
  const { key } = figure;
  const entity = run.plan.entities.find(({ name }) => name === figure.entity);
  if (!entity) {
    const names = run.plan.entities.map(({ name }) => name);
    const data = { entity: figure.entity, near: nearNames(figure.entity, names) };
    return { diagnostics: [report('explain-no-entity', data)] };
  }
  const columns = columnsOf(entity);
  if (!columns.includes(figure.term)) {
    const data = { entity: entity.name, name: figure.term, near: nearNames(figure.term, columns) };
    return { diagnostics: [report('explain-no-column', data)] };
  }
  // What is kept of rows is kept for one figure.
  const rows = new Rows(work);
  const [rid, ...others] = await find(rows, entity.name, key);
  if (rid === undefined) return { diagnostics: [await noRow(rows, figure)] };
  const value = await new Tree(run, rows).column(entity.name, rid, figure.term, figure.depth ?? DEPTH);
  const alike = { entity: entity.name, key, count: others.length + 1 };
  const diagnostics = others.length > 0 ? [report('rows-alike', alike)] : [];
  if (!value.result || figure.page === undefined) return { value, diagnostics };
  const opened = await openedRow(run, value.result, figure.page);
  diagnostics.push(...opened.diagnostics);
  return { value: { ...value, result: opened.value ?? value.result }, diagnostics };
}

async function noRow(rows: Rows, { entity, key }: Figure): Promise<Diagnostic> {
  const near = (await nearest(rows, entity, key)).join(' · ');
  return near === '' ? report('no-rows', { entity, key }) : report('no-row', { entity, key, near });
}

function columnsOf(entity: PlanEntity): string[] {
  const { terms, facts, references, key, elements } = entity;
  return [...terms, ...facts, ...references, ...key, ...elements].map(({ name }) => name);
}

function nearNames(name: string, names: readonly string[]): string {
  return [...new Set(names)]
    .filter((one) => !/[#:]/.test(one))
    .sort((a, b) => distance(a, name) - distance(b, name))
    .slice(0, 3)
    .join(', ');
}
