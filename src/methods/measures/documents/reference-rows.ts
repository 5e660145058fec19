/**
 * Test support: the rows that are an event, by a slow plain reading of the guide (`docs/guide/en/measures.md`) over arrays of rows. It knows nothing of the SQL. Read are
 * medical claims, observations, inpatient stays put together of claims, and deaths; of `where` all but dates.
 */
import type { Given } from '../../testing.ts';
import type { Measure } from './document.ts';

/** Days since 1970. */
export type Day = number;

export interface World {
  /** `medical_claim`, `observation`, `eligibility`, `outcome_event`; a row's line is its place from 1. */
  tables: Readonly<Record<string, readonly Given[]>>;
  period: { from: string; to: string };
  asOf: string;
}

/** A row that may be an event: `lines` are those of the data it is made of, as `table:line`. */
export interface Row {
  person: string;
  table: string;
  lines: string[];
  start: Day | undefined;
  end: Day | undefined;
  /** Cells by column; codes of several columns together. */
  cell: (column: string) => Given[string];
  codes: (column: string) => string[];
}

export const toDay = (text: Given[string] | undefined): Day | undefined =>
  typeof text === 'string' ? Math.floor(Date.parse(`${text}T00:00:00Z`) / 86_400_000) : undefined;

/** Whole ten-thousandths of a decimal of any length, half away from zero. */
export function tenThousandths(text: string): bigint {
  const negative = text.startsWith('-');
  const [whole = '0', rest = ''] = text.replace(/^[+-]/, '').split('.');
  const digits = BigInt(whole + rest.padEnd(5, '0').slice(0, 5));
  const rounded = (digits + 5n) / 10n;
  return negative ? -rounded : rounded;
}

const cells = (row: Given) => (column: string) => row[column] ?? null;
const several = (row: Given, name: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => row[`${name}_${from + i}`]).filter(
    (code): code is string => typeof code === 'string',
  );

/** Codes of a claim line by what they are together called. */
function claimCodes(row: Given, column: string): string[] {
  if (column === 'principal_diagnosis') return several(row, 'diagnosis_code', 1, 1);
  if (column === 'other_diagnosis') return several(row, 'diagnosis_code', 2, 25);
  if (column === 'diagnosis') return several(row, 'diagnosis_code', 1, 25);
  if (column === 'procedure') return several(row, 'procedure_code', 1, 25);
  if (column === 'acquired_diagnosis')
    return Array.from({ length: 25 }, (_, i) => i + 1).flatMap((i) =>
      ['N', 'U'].includes(String(row[`diagnosis_poa_${i}`])) ? several(row, 'diagnosis_code', i, i) : [],
    );
  const cell = row[column];
  return typeof cell === 'string' ? [cell] : [];
}

const latest = (days: readonly (Day | undefined)[]): Day | undefined =>
  days.reduce((a, b) => (a === undefined || (b !== undefined && b > a) ? b : a), undefined);
const earliest = (days: readonly (Day | undefined)[]): Day | undefined =>
  days.reduce((a, b) => (a === undefined || (b !== undefined && b < a) ? b : a), undefined);

const lineDay = (row: Given) => toDay(row['claim_line_start_date'] ?? row['claim_start_date']);

function isInpatient(row: Given): boolean {
  if (row['claim_type'] !== 'institutional') return false;
  const bill = row['bill_type_code'];
  if (typeof bill === 'string') return ['11', '41'].includes(bill.replace(/^0+/, '').slice(0, 2));
  return typeof row['drg_code'] === 'string' || typeof row['admission_date'] === 'string';
}

/** All rows of a table that a document may name, of any day. */
export function rowsOf(table: string, world: World): Row[] {
  const { tables } = world;
  const own = (tables[table] ?? []).map((row, i) => ({ row, line: `${table}:${i + 1}` }));
  if (table === 'stay') return stays(world);
  if (table === 'death') return deaths(world);
  return own.map(({ row, line }) => {
    const start = table === 'observation' ? toDay(row['observation_date']) : lineDay(row);
    const end =
      table === 'observation'
        ? start
        : toDay(
            row['claim_line_end_date'] ??
              row['claim_end_date'] ??
              row['claim_line_start_date'] ??
              row['claim_start_date'],
          );
    return {
      person: String(row['person_id']),
      table,
      lines: [line],
      start,
      end,
      cell: cells(row),
      codes: (column) => claimCodes(row, column),
    };
  });
}

function deaths({ tables, asOf }: World): Row[] {
  const found = new Map<string, { day: Day; line: string }>();
  const look = (table: string, i: number, person: Given[string] | undefined, day: Day | undefined) => {
    const before = found.get(String(person));
    if (day === undefined || day > (toDay(asOf) ?? 0) || (before && before.day <= day)) return;
    found.set(String(person), { day, line: `${table}:${i + 1}` });
  };
  for (const [i, row] of (tables['eligibility'] ?? []).entries())
    look('eligibility', i, row['person_id'], toDay(row['death_date']));
  for (const [i, row] of (tables['outcome_event'] ?? []).entries())
    if (row['event'] === 'death') look('outcome_event', i, row['person_id'], toDay(row['event_date']));
  return [...found].map(([person, { day, line }]) => ({
    person,
    table: 'death',
    lines: [line],
    start: day,
    end: day,
    cell: () => null,
    codes: () => [],
  }));
}

interface Claim {
  person: string;
  id: string;
  admitted: Day;
  discharged: Day | undefined;
  /** The last day billed, or of admission: the patient was there. */
  reached: Day;
  open: boolean;
  provider: string;
  rows: Given[];
  lines: string[];
}

/**
 * Claims that follow each other, or another hospital within a day, are one stay; so is what follows a bill on which the patient had not left within a day. It goes on
 * where its last bill has no discharge.
 */
function stays(world: World): Row[] {
  const asOf = toDay(world.asOf) ?? 0;
  const claims = new Map<string, Claim>();
  for (const [i, row] of (world.tables['medical_claim'] ?? []).entries()) {
    if (!isInpatient(row) || (lineDay(row) ?? 0) > asOf) continue;
    const key = `${String(row['person_id'])} ${String(row['claim_id'])}`;
    const known = claims.get(key);
    const rows = [...(known?.rows ?? []), row];
    const max = (column: string) => latest(rows.map((one) => toDay(one[column])));
    const admitted = earliest(
      rows.map((one) =>
        toDay(one['admission_date'] ?? one['claim_start_date'] ?? one['claim_line_start_date']),
      ),
    );
    const open = rows.some((one) => one['discharge_disposition_code'] === '30');
    const ended = latest(rows.map((one) => toDay(one['claim_end_date'] ?? one['claim_line_end_date'])));
    const left = max('discharge_date') ?? (open ? undefined : ended);
    const discharged = left !== undefined && left <= asOf ? left : undefined;
    claims.set(key, {
      person: String(row['person_id']),
      id: String(row['claim_id']),
      admitted: admitted ?? Number.NaN,
      discharged,
      reached: Math.max(Math.min(max('discharge_date') ?? ended ?? admitted ?? 0, asOf), admitted ?? 0),
      open: discharged === undefined,
      provider: String(rows[0]?.['facility_npi']),
      rows,
      lines: [...(known?.lines ?? []), `medical_claim:${i + 1}`],
    });
  }
  const chains: Claim[][] = [];
  const order = (claim: Claim) => claim.discharged ?? Number.POSITIVE_INFINITY;
  const sorted = [...claims.values()]
    .filter(
      ({ admitted, discharged }) => admitted <= asOf && !(discharged !== undefined && discharged < admitted),
    )
    .sort(
      (a, b) =>
        (a.person < b.person ? -1 : a.person > b.person ? 1 : 0) ||
        a.admitted - b.admitted ||
        (order(a) === order(b) ? 0 : order(a) - order(b)) ||
        (a.id < b.id ? -1 : 1),
    );
  for (const claim of sorted) {
    const chain = chains.at(-1);
    const before = chain?.at(-1);
    const reached = latest((chain ?? []).map((one) => one.reached));
    const joins =
      chain !== undefined &&
      before?.person === claim.person &&
      reached !== undefined &&
      (claim.admitted <= reached ||
        (claim.admitted <= reached + 1 && (before.provider !== claim.provider || before.open)));
    if (joins) chain.push(claim);
    else chains.push([claim]);
  }
  return chains.map((chain) => {
    const rows = chain.flatMap((one) => one.rows);
    const start = chain[0]?.admitted;
    const [bill] = [...chain].sort(
      (a, b) => b.reached - a.reached || b.admitted - a.admitted || Number(a.open) - Number(b.open),
    );
    const discharged = bill?.discharged;
    const days = discharged === undefined || start === undefined ? null : discharged - start;
    const dispositions = rows.map((one) => one['discharge_disposition_code'] ?? null);
    const died = dispositions.every((one) => one === null) ? null : dispositions.includes('20');
    return {
      person: chain[0]?.person ?? '',
      table: 'stay',
      lines: chain.flatMap(({ lines }) => lines),
      start,
      end: discharged,
      cell: (column) =>
        column === 'days'
          ? days
          : column === 'died'
            ? died
            : column === 'discharge_date'
              ? iso(discharged)
              : null,
      codes: (column) =>
        (column === 'principal_diagnosis' ? (chain[0]?.rows ?? []) : rows).flatMap((one) =>
          claimCodes(one, column),
        ),
    };
  });
}

const iso = (day: Day | undefined) =>
  day === undefined ? null : new Date(day * 86_400_000).toISOString().slice(0, 10);

type Where = Readonly<Record<string, unknown>>;

/** Does a row meet what a document writes under `where`? An unknown cell meets nothing but `known: false`. */
export function meets(row: Row, where: Where, lists: Measure['codes']): boolean {
  return Object.entries(where).every(([name, value]) => {
    if (name === 'any') return (value as Where[]).some((one) => meets(row, one, lists));
    if (name === 'none') return !(value as Where[]).some((one) => meets(row, one, lists));
    return holds(row, name, value, lists);
  });
}

const plain = (code: string) => code.replaceAll('.', '').toUpperCase();

function holds(row: Row, column: string, value: unknown, lists: Measure['codes']): boolean {
  const oneOf = (codes: readonly string[]) =>
    row
      .codes(column)
      .some((cell) =>
        codes.some((code) =>
          code.endsWith('*') ? plain(cell).startsWith(plain(code).slice(0, -1)) : plain(cell) === plain(code),
        ),
      );
  if (value === 'true' || value === 'false') return row.cell(column) === (value === 'true');
  if (typeof value === 'string') return oneOf([value]);
  if (Array.isArray(value)) return oneOf(value as string[]);
  const { codes, known, not, from, to, above, below } = value as Record<string, string>;
  if (codes !== undefined) return oneOf(lists[codes]?.codes ?? []);
  if (not !== undefined) return !holds(row, column, not, lists);
  const cell = row.cell(column);
  if (known !== undefined) return (cell !== null) === (known === 'true');
  if (cell === null) return false;
  const amount = tenThousandths(String(cell));
  return (
    (from === undefined || amount >= tenThousandths(from)) &&
    (to === undefined || amount <= tenThousandths(to)) &&
    (above === undefined || amount > tenThousandths(above)) &&
    (below === undefined || amount < tenThousandths(below))
  );
}

/** The value of a row in the unit the document lists first. */
export function valueOf(document: Measure, name: string, row: Row): bigint | undefined {
  const { value, units } = document.events[name] as Measure['events'][string];
  const cell = row.cell(value ?? '');
  if (cell === null) return undefined;
  if (units.length === 0) return tenThousandths(String(cell));
  const unit = row.cell('unit');
  const known =
    unit === null ? units[0] : units.find((one) => one.unit.toLowerCase() === String(unit).toLowerCase());
  if (!known) return undefined;
  // The factors of the tests have one place at most.
  const times = tenThousandths(known.times) / 1000n;
  const made = tenThousandths(String(cell)) * times + tenThousandths(known.plus) * 10n;
  const half = made < 0n ? -5n : 5n;
  return (made + half) / 10n;
}
