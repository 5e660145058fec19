/** For tests: a model as text, compiled; its terms in the form of `show.ts`. */
import { readModel } from '../documents/index.ts';
import type { Plan, PlanEntity } from '../plan.ts';
import { compileModel } from './index.ts';
import { showTerm } from './show.ts';

const HEAD = 'model: test/example\nversion: 1.0\ncurrency: USD\n';

/** `body`: entities, parameters, terms, payments. Diagnostics as `code line:column`, lines of `body` counted from 1. */
export function compileText(body: string): { plan?: Plan; found: string[] } {
  const read = readModel('/test/model.yaml', HEAD + body);
  const compiled = read.value ? compileModel(read.value) : { diagnostics: [] };
  const found = [...read.diagnostics, ...compiled.diagnostics].map(
    ({ code, at }) => `${code} ${(at?.line ?? 0) - 3}:${at?.column ?? 0}`,
  );
  return { ...('value' in compiled && compiled.value && { plan: compiled.value }), found };
}

export function planOf(body: string): Plan {
  const { plan, found } = compileText(body);
  if (!plan) throw new Error(found.join('\n'));
  return plan;
}

export function entityOf(plan: Plan, name: string): PlanEntity {
  const entity = plan.entities.find((candidate) => candidate.name === name);
  if (!entity) throw new Error(`no entity ${name}`);
  return entity;
}

/** Terms by name, as `name: type = content` without the name. */
export function terms(plan: Plan, entity: string): Record<string, string> {
  return Object.fromEntries(
    entityOf(plan, entity).terms.map((term) => [term.name, showTerm(term).slice(term.name.length + 2)]),
  );
}
