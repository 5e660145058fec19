/** Rows for a generated model: keys that sort oddly, references that lead nowhere only by being empty, a ledger. */
import type { Writer } from './writer.ts';
import { entityOf } from './lists.ts';
import type { Data, DataRow, Entity, Posting } from './model.ts';
import { writeValue } from './values.ts';

const PERIODS = [
  ['2023-01-01', '2024-01-01'],
  ['2023-01-01', '2024-01-01'],
  ['2023-01-01', '2025-01-01'],
  ['2024-02-29', '2025-02-28'],
  ['2023-01-31', '2023-02-28'],
  ['2024-01-15', '2024-03-02'],
  ['2023-12-31', '2024-01-01'],
  ['2024-01-31', '2024-02-29'],
  ['2024-01-30', '2024-12-31'],
] as const;

/** Ids in which code points, digits and letters disagree about order. */
const IDS = ['a1', 'a10', 'a2', 'B', 'b', '10', '9', 'é', '心', '😀', '～', 'x y', "o'k", 'Z', '0012'];

export function data(w: Writer): Data {
  const { random, model } = w;
  const [from, to] = random.pick(PERIODS);
  const rows: Data['rows'] = {};
  for (const entity of model.entities) {
    if (entity.kind === 'bound') rows[entity.name] = entityRows(w, entity, rows);
  }
  return { period: { from, to }, asOf: random.pick([to, from, '2024-06-30']), rows, ledger: ledger(w) };
}

function entityRows(w: Writer, entity: Entity, rows: Data['rows']): DataRow[] {
  const { random } = w;
  // At most as many as there are ids. Rows cost next to nothing beside the planning of a model's queries.
  const most = random.pick(entity.name === 'visit' ? [0, 6, 11, 15] : [1, 4, 7, 10]);
  const wanted = random.chance(95) ? random.int(Math.min(1, most), most) : 0;
  const made: DataRow[] = [];
  const seen = new Set<string>();
  const ids = random.shuffle(IDS);
  for (let i = 0; i < wanted; i++) {
    const row: DataRow = {};
    for (const reference of entity.references) {
      const isKey = entity.key.some((part) => part.reference === reference.name);
      Object.assign(row, referenceCells(w, reference, isKey, rows));
    }
    for (const fact of entity.facts) {
      const isKey = entity.key.some((part) => part.name === fact.name);
      const empty = fact.optional ? 35 : entity.dated === fact.name ? 10 : w.mood.unknown;
      if (!isKey && random.chance(empty)) continue;
      row[fact.name] = fact.small ? String(random.int(0, 5)) : writeValue(random, fact.declared, w.mood);
    }
    for (const part of entity.key) {
      if (!part.reference && !entity.facts.some((f) => f.name === part.name)) row[part.name] = ids[i]!;
    }
    const key = keyCells(w, entity, row);
    if (key.some((cell) => cell === undefined) || seen.has(key.join('\u0000'))) continue;
    seen.add(key.join('\u0000'));
    made.push(row);
  }
  return made;
}

/** The names of the columns that hold a reference: its own, or `name.part` for each part of a composite key. */
function referenceColumns(w: Pick<Writer, 'model'>, name: string, to: string): string[] {
  const parts = keyColumns(w, entityOf(w.model, to));
  return parts.length === 1 ? [name] : parts.map((part) => `${name}.${part}`);
}

/** The columns of an entity's key, references among them spelled out. */
function keyColumns(w: Pick<Writer, 'model'>, entity: Entity): string[] {
  return entity.key.flatMap((part) => {
    const reference = entity.references.find((r) => r.name === part.reference);
    return reference ? referenceColumns(w, reference.name, reference.to) : [part.name];
  });
}

function keyCells(w: Writer, entity: Entity, row: DataRow): (string | undefined)[] {
  return keyColumns(w, entity).map((column) => row[column]);
}

function referenceCells(
  w: Writer,
  { name, to, kind }: Entity['references'][number],
  isKey: boolean,
  rows: Data['rows'],
): DataRow {
  const { random } = w;
  const isEmpty = !isKey && random.chance(w.mood.unknown === 0 ? 4 : 10);
  if (isEmpty || (kind !== 'column' && kind !== 'party')) return {};
  if (kind === 'party') return { [name]: random.pick(['dr-a', 'dr-b', '医生']) };
  const target = entityOf(w.model, to);
  if (target.kind === 'referred') return { [name]: random.pick(IDS.slice(5, 9)) };
  const targets = rows[to] ?? [];
  if (targets.length === 0) return {};
  const cells = keyCells(w, target, random.pick(targets));
  return Object.fromEntries(referenceColumns(w, name, to).map((column, i) => [column, cells[i]!]));
}

/** Postings under natural keys that the run has, has under another party, or no longer has. */
function ledger(w: Writer): Posting[] {
  const { random, model } = w;
  if (random.chance(40)) return [];
  const digits = model.currency === 'JPY' ? 0 : 2;
  return model.payments.flatMap(({ id }) =>
    random.some([...IDS, ''], 5).map((key) => {
      const cents = digits === 0 ? '' : `.${String(random.int(0, 99)).padStart(2, '0')}`;
      const [from, to] = random.shuffle([
        'the-payer',
        random.pick(['the-payer', 'the-fund', ...IDS.slice(0, 4), key, 'dr-a']),
      ]);
      const amount = random.chance(10)
        ? `0${cents && '.00'}`
        : `${random.chance(20) ? '-' : ''}${random.int(1, 999)}${cents}`;
      return { payment: id, key, from: from!, to: to!, amount };
    }),
  );
}
