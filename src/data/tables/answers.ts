/**
 * What formulas of a plan say for the rows in which an optional fact is absent (`docs/language.md` §3): `otherwise(x, y)` puts another value in its
 * place, `x = null` asks (no day of death is no gap). They are in the model's own words, so that a note of rows without the fact says what these
 * rows were read as.
 */
import type { Node } from '../../language/formula/ast.ts';
import { visit } from '../../language/formula/ast.ts';
import { parseFormula } from '../../language/formula/parse.ts';
import { eachExpression } from '../../language/compile/scope.ts';
import type { Expression, Plan, PlanEntity, PlanTerm } from '../../language/plan.ts';

/** More formulas than these are counted: a message is read by people. */
const NAMED = 5;

/** Whether a formula puts a value in its place, or only asks whether it is there. */
type Kind = 'otherwise' | 'absent';

/** `` `case.factor`: `otherwise(risk, 1)` ``, one formula after the other in the order of the plan; empty where no formula answers so. */
export function answersOf(plan: Plan, entity: string, fact: string, kinds: readonly Kind[]): string {
  const found = new Set<string>();
  for (const of of plan.entities) {
    for (const term of of.terms) {
      const own = expressionsOf(term).flatMap((one) => answersIn(one, entity, fact));
      if (own.length === 0) continue;
      const place = `\`${placeOf(of, term)}\``;
      const said = saidIn(term.formula, fact);
      for (const { kind, text } of said) if (kinds.includes(kind)) found.add(`${place}: \`${text}\``);
      if (said.length === 0 && own.some((kind) => kinds.includes(kind))) found.add(place);
    }
    for (const { name, expressions } of othersOf(of)) {
      const own = expressions.flatMap((one) => answersIn(one, entity, fact));
      if (own.some((kind) => kinds.includes(kind))) found.add(`\`${of.name}.${name}\``);
    }
  }
  const all = [...found];
  const more = all.length > NAMED ? [`… (+${all.length - NAMED})`] : [];
  return [...all.slice(0, NAMED), ...more].join('; ');
}

/** A hidden term is said by the one it was lifted from; one of its own entity is named there without the entity. */
function placeOf(entity: PlanEntity, { name, hiddenIn }: PlanTerm): string {
  if (hiddenIn === undefined) return `${entity.name}.${name}`;
  return /[.:]/.test(hiddenIn) ? hiddenIn : `${entity.name}.${hiddenIn}`;
}

function expressionsOf({ expression, aggregate }: PlanTerm): Expression[] {
  const { list, value, preceding, order, argument } = aggregate ?? {};
  return [expression, list?.where, value, preceding, order, argument].filter((one) => one !== undefined);
}

/** What an entity reads beside its terms. */
function othersOf({ references, rows, dated }: PlanEntity): { name: string; expressions: Expression[] }[] {
  const others = references.map((one) => ({
    name: one.name,
    expressions: one.kind === 'computed' || one.kind === 'group' ? one.by : [],
  }));
  if (dated) others.push({ name: 'dated', expressions: [dated] });
  if (rows.kind === 'group' && rows.where) others.push({ name: 'where', expressions: [rows.where] });
  if (rows.kind === 'each' && 'from' in rows.list)
    others.push({ name: 'for', expressions: [rows.list.from, rows.list.to] });
  return others;
}

function answersIn(root: Expression, entity: string, fact: string): Kind[] {
  const found: Kind[] = [];
  eachExpression(root, (one) => {
    if (one.op !== 'otherwise' && one.op !== 'absent') return;
    const { value } = one;
    if (value.op === 'column' && value.entity === entity && value.name === fact) found.push(one.op);
  });
  return found;
}

/** The parts of a formula that answer the absence of a fact of this name, as its author wrote them. */
function saidIn(formula: string, fact: string): { kind: Kind; text: string }[] {
  const at = { file: '', line: 1, column: 1 };
  const said: { from: number; kind: Kind; text: string }[] = [];
  try {
    visit(parseFormula({ text: formula, at, locate: () => at }).node, (node) => {
      const asked = askedBy(node);
      if (!asked || (asked.kind !== 'name' && asked.kind !== 'path') || asked.name !== fact) return;
      // Where scales differ the plan has an `if` for it: only the text tells the two apart.
      const kind = node.kind === 'call' ? 'otherwise' : 'absent';
      said.push({
        from: node.from,
        kind,
        text: formula.slice(node.from, node.to).replace(/\s+/g, ' ').trim(),
      });
    });
  } catch {
    // The list of an `each`, or a formula of another plan's making: its place is named all the same.
  }
  return said.sort((a, b) => a.from - b.from);
}

function askedBy(node: Node): Node | undefined {
  if (node.kind === 'call') return node.name === 'otherwise' ? node.args[0] : undefined;
  if (node.kind !== 'compare') return undefined;
  if (node.right.kind === 'null') return node.left;
  return node.left.kind === 'null' ? node.right : undefined;
}
