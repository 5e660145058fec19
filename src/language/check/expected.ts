/** What a test expects, against what the model can give: names, keys, and values of the right type. */
import type { Binding, ExpectedFigure } from '../agreement.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { ExpectedValue, Scalar, TestDocument } from '../document.ts';
import { suggest } from '../documents/suggest.ts';
import type { Plan, PlanEntity, ScalarType } from '../plan.ts';
import { isDate, parseDuration } from '../value.ts';
import { figuresOf, typeName } from './columns.ts';
import { report } from './messages.ts';

/** Why a value can be unknown (docs/language.md, "Unknown" and "Payments"). */
const REASONS = [
  'missing',
  'no match',
  'outside',
  'not dated',
  'overflow',
  'division by zero',
  'empty',
  'several',
  'not in list',
  'negative weight',
  'zero weight',
  'invalid',
  'negative',
];

const STATUSES = ['final', 'pending', 'undetermined'];

const MONEY: ScalarType = { kind: 'number', dimensions: { money: 1 }, scale: 6 };

/** Fields of a payment a test may expect; a party is its identifier. */
const PAYMENT_FIELDS: Record<string, ScalarType> = {
  amount: MONEY,
  status: { kind: 'text' },
  due: { kind: 'date' },
  from: { kind: 'party' },
  to: { kind: 'party' },
};

export function checkExpected(
  test: TestDocument,
  plan: Plan,
  bindings: Record<string, Binding>,
  diagnostics: Diagnostic[],
): ExpectedFigure[] {
  const figures: ExpectedFigure[] = [];
  for (const { entity: name, rows } of test.expect) {
    const entity = plan.entities.find((candidate) => candidate.name === name.text);
    if (!entity) {
      const names = [...plan.entities.map((candidate) => candidate.name), 'payments'];
      diagnostics.push(suggest(report('unknown-entity', { name: name.text }, name.at), name.text, names));
      continue;
    }
    const known = figuresOf(plan, entity);
    for (const { key, values } of rows) {
      checkKey(key, entity, bindings[entity.name], diagnostics);
      for (const value of values) {
        const type = known.get(value.name.text);
        if (type) checkValue(value, type, diagnostics);
        else {
          const data = {
            entity: entity.name,
            name: value.name.text,
          };
          diagnostics.push(
            suggest(report('unknown-term', data, value.name.at), value.name.text, known.keys()),
          );
        }
        figures.push(figure({ kind: 'term', entity: entity.name, term: value.name.text }, key, value));
      }
    }
  }
  for (const { id, rows } of test.payments) {
    const payment = plan.payments.find((candidate) => candidate.id === id.text);
    if (!payment) {
      const ids = plan.payments.map((candidate) => candidate.id);
      diagnostics.push(suggest(report('unknown-payment', { name: id.text }, id.at), id.text, ids));
      continue;
    }
    const entity = plan.entities.find((candidate) => candidate.name === payment.for);
    for (const { key, values } of rows) {
      if (entity) checkKey(key, entity, bindings[entity.name], diagnostics);
      for (const value of values) {
        checkValue(value, PAYMENT_FIELDS[value.name.text] ?? { kind: 'text' }, diagnostics);
        if (value.name.text === 'status' && !STATUSES.includes(value.value ?? '')) {
          diagnostics.push(report('unknown-status', { text: value.value ?? 'null' }, value.name.at));
        }
        figures.push(figure({ kind: 'payment', payment: id.text, field: value.name.text }, key, value));
      }
    }
  }
  return figures;
}

function figure(of: ExpectedFigure['of'], key: Scalar, expected: ExpectedValue): ExpectedFigure {
  const { name, value, reason, within } = expected;
  return {
    of,
    key: key.text,
    value,
    ...(reason !== undefined && { reason }),
    ...(within !== undefined && { within }),
    at: name.at,
  };
}

const NUMBER = /^[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]{1,2})?$/;

function checkValue(expected: ExpectedValue, type: ScalarType, diagnostics: Diagnostic[]): void {
  const { name, value, reason, within } = expected;
  if (reason !== undefined && !REASONS.includes(reason)) {
    diagnostics.push(suggest(report('unknown-reason', { text: reason }, name.at), reason, REASONS));
  }
  if (within !== undefined && (type.kind !== 'number' || !NUMBER.test(within) || within.startsWith('-'))) {
    diagnostics.push(report('bad-within', { text: within }, name.at));
  }
  if (value === null || fits(value, type)) return;
  diagnostics.push(report('bad-expected', { name: name.text, type: typeName(type), text: value }, name.at));
}

function fits(value: string, type: ScalarType): boolean {
  switch (type.kind) {
    case 'number':
      return NUMBER.test(value);
    case 'boolean':
      return value === 'true' || value === 'false';
    case 'date':
      return isDate(value);
    case 'duration':
      return parseDuration(value) !== undefined;
    default:
      return true;
  }
}

/** The key of an expected row has as many parts as the entity's, and is one of the rows the test gives. */
function checkKey(
  key: Scalar,
  entity: PlanEntity,
  binding: Binding | undefined,
  diagnostics: Diagnostic[],
): void {
  const names = entity.key.map((part) => part.name);
  const found = key.text === '' && names.length === 0 ? 0 : key.text.split(',').length;
  // A part of a key may itself hold a comma; only too few parts, or parts where there is no key, are surely wrong.
  if (found < names.length || (names.length === 0 && found > 0)) {
    const data = { text: key.text, found, entity: entity.name, expected: names.length, key: names.join(',') };
    diagnostics.push(report('key-parts', data, key.at));
    return;
  }
  if (entity.rows.kind !== 'bound' || entity.key.some((part) => part.type.kind === 'number')) return;
  const keys = (binding?.sources ?? []).flatMap((source) =>
    source.kind === 'rows'
      ? source.rows.map((row) => names.map((name) => row.values[name] ?? '').join(','))
      : [],
  );
  if (keys.includes(key.text)) return;
  const data = { entity: entity.name, text: key.text };
  diagnostics.push(suggest(report('expected-row-missing', data, key.at), key.text, keys));
}
