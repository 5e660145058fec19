/** Rows by their key as people write it, parts joined by commas. */
import type { Constant, KeyPart } from '../../language/plan.ts';
import { parseDecimal } from '../../language/number.ts';
import { parseConstant } from '../../language/value.ts';
import { quoteIdentifier as q, quoteLiteral } from '../../warehouse/warehouse.ts';
import { RID } from '../columns.ts';
import { Frame } from '../frame.ts';
import { keyText } from '../keys.ts';
import { sql } from '../lower/steps.ts';
import type { Rows } from './rows.ts';

/** A text part may hold commas itself, so that a key can be read in several ways: more than these are sought by the whole text. */
const MOST_READINGS = 50;

/** Numbers of the rows whose key is written so: mostly one; several where commas within parts make keys look alike. */
export async function find(rows: Rows, name: string, key: string): Promise<number[]> {
  const { key: parts } = rows.entity(name);
  if (parts.length === 0) return key === '' ? [1] : [];
  const readings = parts.some(({ type }) => type.kind === 'duration')
    ? undefined
    : readingsOf(parts, key.split(','));
  if (readings?.length === 0) return [];
  const where = readings
    ? readings.map((values) => `(${values.map((v, i) => equal(parts[i] as KeyPart, v)).join(' and ')})`)
    : undefined;
  const frame = Frame.of(rows.work, 'me', name);
  const test = where?.join(' or ') ?? undefined;
  const outputs = [{ name: RID, step: frame.rid('me') }];
  if (!test) outputs.push({ name: 'key', step: keyText(frame, 'me', [], parts) });
  const query = frame.select(outputs, test);
  const found = await rows.work.values(
    `select ${RID} from (${query})${test ? '' : ` where key = ${quoteLiteral(key)}`} order by ${RID}`,
  );
  return found.map(([rid]) => Number(rid));
}

/** Every way to read the pieces between commas as the parts of a key; undefined where there are too many. */
function readingsOf(parts: readonly KeyPart[], pieces: readonly string[]): Constant[][] | undefined {
  const readings: Constant[][] = [];
  const read = (part: number, from: number, before: Constant[]): void => {
    if (readings.length > MOST_READINGS) return;
    const { type } = parts[part] as KeyPart;
    const left = parts.length - part - 1;
    const most = pieces.length - from - left;
    const commas = type.kind === 'text' || type.kind === 'party' || type.kind === 'reference';
    // Only a text holds commas; the last part takes all that is left.
    const lengths =
      left === 0 ? [most] : Array.from({ length: commas ? Math.max(most, 0) : 1 }, (_, i) => i + 1);
    for (const length of lengths) {
      if (length < 1 || length > most) continue;
      const text = pieces.slice(from, from + length).join(',');
      const value = valueOf(text, parts[part] as KeyPart);
      if (value === undefined) continue;
      if (left === 0) readings.push([...before, value]);
      else read(part + 1, from + length, [...before, value]);
    }
  };
  read(0, 0, []);
  return readings.length > MOST_READINGS ? undefined : readings;
}

/** Digits that the part's scale does not hold are another key's. */
function valueOf(text: string, { type }: KeyPart): Constant | undefined {
  if (type.kind === 'number' && parseDecimal(text, type.scale)?.rounded !== false) return undefined;
  return parseConstant(text, type);
}

function equal({ name, type }: KeyPart, value: Constant): string {
  const column = q(name);
  if (type.kind === 'number') return `${column} = ${String(value)}::hugeint`;
  if (typeof value === 'boolean') return `${column} = ${value}`;
  return `${column} = ${type.kind === 'date' ? 'date ' : ''}${quoteLiteral(String(value))}`;
}

const SUGGESTED = 3;
/** Longer texts are nobody's slip of a key, and comparing them with every key takes long. */
const LONGEST = 100;

/** The keys most like one that is not there. */
export async function nearest(rows: Rows, name: string, key: string): Promise<string[]> {
  const { key: parts } = rows.entity(name);
  if (parts.length === 0 || key.length > LONGEST) return [];
  const frame = Frame.of(rows.work, 'me', name);
  const text = keyText(frame, 'me', [], parts);
  const near = frame.steps.make(
    'number',
    sql`levenshtein(lower(left(${text}, ${String(LONGEST)})), lower(${quoteLiteral(key)}))`,
  );
  const query = frame.select([
    { name: RID, step: frame.rid('me') },
    { name: 'key', step: text },
    { name: 'near', step: near },
  ]);
  const found = await rows.work.values(`select key from (${query}) order by near, ${RID} limit ${SUGGESTED}`);
  return found.map(([text_]) => String(text_));
}
