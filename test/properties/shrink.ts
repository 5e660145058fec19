/** Makes a failing case small: leaves out payments, terms, entities, rows and cells, and cuts formulas, while it still fails. */
import type { Case } from './model.ts';

/** Every case one step smaller, the boldest steps first. */
function* smaller(from: Case): Generator<Case> {
  const cut = (change: (copy: Case) => void): Case => {
    const copy = structuredClone(from);
    change(copy);
    return copy;
  };
  const { model, data } = from;
  if (data.ledger.length > 0) yield cut((c) => (c.data.ledger = []));
  for (const i of model.payments.keys()) yield cut((c) => c.model.payments.splice(i, 1));
  for (const [e, entity] of model.entities.entries()) {
    if (entity.terms.length > 1) yield cut((c) => (c.model.entities[e]!.terms = []));
    for (let t = entity.terms.length - 1; t >= 0; t--)
      yield cut((c) => c.model.entities[e]!.terms.splice(t, 1));
    if (entity.kind !== 'root' && model.entities.length > 2) {
      yield cut((c) => {
        c.model.entities.splice(e, 1);
        delete c.data.rows[entity.name];
        for (const other of c.model.entities) {
          other.references = other.references.filter((r) => r.to !== entity.name);
        }
      });
    }
    for (const r of entity.references.keys()) yield cut((c) => c.model.entities[e]!.references.splice(r, 1));
    for (const f of entity.facts.keys()) yield cut((c) => c.model.entities[e]!.facts.splice(f, 1));
    if (entity.dated) yield cut((c) => delete c.model.entities[e]!.dated);
  }
  for (const p of model.parameters.keys()) yield cut((c) => c.model.parameters.splice(p, 1));
  for (const [name, rows] of Object.entries(data.rows)) {
    if (rows.length > 2) yield cut((c) => c.data.rows[name]!.splice(0, Math.ceil(rows.length / 2)));
    for (const r of rows.keys()) yield cut((c) => c.data.rows[name]!.splice(r, 1));
  }
  for (const [e, entity] of model.entities.entries()) {
    for (const [t, term] of entity.terms.entries()) {
      for (const formula of shorter(term.formula))
        yield cut((c) => (c.model.entities[e]!.terms[t]!.formula = formula));
    }
  }
  for (const [p, payment] of model.payments.entries()) {
    for (const formula of shorter(payment.amount)) yield cut((c) => (c.model.payments[p]!.amount = formula));
    if (payment.pendingUnless) yield cut((c) => delete c.model.payments[p]!.pendingUnless);
    if (payment.due) yield cut((c) => delete c.model.payments[p]!.due);
  }
  for (const [name, rows] of Object.entries(data.rows)) {
    for (const [r, row] of rows.entries()) {
      for (const column of Object.keys(row)) {
        yield cut((c) => delete c.data.rows[name]![r]![column]);
        if (!['0', '1'].includes(row[column]!) && /^-?[\d.]+$/.test(row[column]!)) {
          yield cut((c) => (c.data.rows[name]![r]![column] = '1'));
        }
      }
    }
  }
}

/** The formula with one call or parenthesis put in place of itself by one of its operands. */
function* shorter(formula: string): Generator<string> {
  for (let open = 0; open < formula.length; open++) {
    if (formula[open] !== '(') continue;
    let close = open;
    for (let level = 0; close < formula.length; close++) {
      if (formula[close] === '(') level++;
      if (formula[close] === ')' && --level === 0) break;
    }
    const start = /[a-z_0-9 ]*$/.exec(formula.slice(0, open))!.index;
    for (const operand of operands(formula.slice(open + 1, close))) {
      yield `${formula.slice(0, open)}${operand}${formula.slice(close + 1)}`;
      yield `${formula.slice(0, start)} ${operand} ${formula.slice(close + 1)}`.trim();
    }
  }
}

/** What stands between operators and commas at the outermost level. */
function operands(inner: string): string[] {
  const found: string[] = [];
  let level = 0;
  let word = '';
  for (const part of inner.split(/( (?:[-+*/]|and|or|then|else|<|<=|>|>=|=|!=) |, |[()[\]]|^if )/)) {
    if (part === '(' || part === '[') level++;
    if (part === ')' || part === ']') level--;
    if (level === 0 && /^( .+ |, |if )$/.test(part)) {
      found.push(word);
      word = '';
    } else {
      word += part;
    }
  }
  found.push(word);
  return found.length > 1 ? found.filter((f) => f.trim() !== '') : [];
}

/** The smallest case found within the time that still fails. */
export async function shrink(
  failing: Case,
  fails: (smaller: Case) => Promise<boolean>,
  milliseconds: number,
): Promise<Case> {
  const end = Date.now() + milliseconds;
  let best = failing;
  for (let progress = true; progress;) {
    progress = false;
    for (const candidate of smaller(best)) {
      if (Date.now() > end) return best;
      if (await fails(candidate)) {
        best = candidate;
        progress = true;
        break;
      }
    }
  }
  return best;
}
