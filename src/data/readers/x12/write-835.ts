/**
 * Rows of `medical_claim` → 835. Lines of a claim stand together, and so do claims of one payer, payee and day of payment: they are one
 * payment. What a line was charged, less what was paid and what the person bears, is written as a contractual adjustment (CO 45), so that
 * everything balances.
 */
import { decimalText, millionths } from '../shared/decimal.ts';
import type { Cells } from './write.ts';
import { X12Writer, compactDay, runs } from './write.ts';

const SHARES = [
  ['1', 'deductible_amount'],
  ['2', 'coinsurance_amount'],
  ['3', 'copayment_amount'],
] as const;

export function* write835(rows: Iterable<Cells>, day: string): Generator<string> {
  const writer = new X12Writer({ group: 'HP', version: '005010X221A1', day });
  yield writer.open();
  const part =
    (...names: string[]) =>
    (row: Cells) =>
      names.map((name) => row[name] ?? '').join('|');
  const payment = part('payer', 'billing_npi', 'billing_tin', 'paid_date', 'claim_received');
  for (const lines of runs(rows, payment)) {
    yield* header(writer, lines);
    for (const claim of runs(lines, part('claim_id', 'claim_action'))) yield* claimLoop(writer, claim);
    yield writer.end();
  }
  yield writer.close();
}

function* header(writer: X12Writer, lines: readonly Cells[]): Generator<string> {
  const [row] = lines as [Cells];
  const paid = lines.reduce((sum, line) => sum + money(line, 'paid_amount'), 0n);
  const size = decimalText(paid < 0n ? -paid : paid);
  yield writer.begin('835');
  const empty = Array.from({ length: 11 }, () => undefined);
  yield writer.segment(
    'BPR',
    'I',
    size,
    paid < 0n ? 'D' : 'C',
    'CHK',
    ...empty,
    compactDay(row['paid_date']),
  );
  yield writer.segment('TRN', '1', '1', '1000000000');
  yield writer.segment('DTM', '405', compactDay(row['claim_received']));
  yield writer.segment('N1', 'PR', text(row, 'payer') ?? 'PAYER');
  yield writer.segment('N1', 'PE', 'PAYEE', 'XX', text(row, 'billing_npi'));
  if (row['billing_tin']) yield writer.segment('REF', 'TJ', row['billing_tin']);
  yield writer.segment('LX', '1');
}

function* claimLoop(writer: X12Writer, lines: readonly Cells[]): Generator<string> {
  const [row] = lines as [Cells];
  const sum = (name: string) => decimalText(lines.reduce((total, line) => total + money(line, name), 0n));
  const status = row['claim_action'] === 'reversal' || row['claim_action'] === 'void' ? '22' : '1';
  const bill = row['bill_type_code'];
  yield writer.segment(
    'CLP',
    text(row, 'claim_id'),
    status,
    sum('charge_amount'),
    sum('paid_amount'),
    '',
    text(row, 'plan'),
    text(row, 'claim_id'),
    bill ? bill.slice(0, -1) : text(row, 'place_of_service_code'),
    bill ? bill.slice(-1) : undefined,
    '',
    text(row, 'drg_code'),
  );
  const whole = lines.filter((line) => line['claim_line_number'] === '0');
  for (const line of whole) yield* adjustments(writer, line);
  yield writer.segment('NM1', 'QC', '1', 'PERSON', '', '', '', '', 'MI', text(row, 'person_id'));
  if (row['member_id'] && row['member_id'] !== row['person_id'])
    yield writer.segment('NM1', 'IL', '1', 'MEMBER', '', '', '', '', 'MI', row['member_id']);
  const group = text(row, 'claim_group_id') ?? text(row, 'claim_id');
  if (row['claim_action'] === 'replacement' || group !== row['claim_id'])
    yield writer.segment('REF', 'F8', group);
  if (row['claim_start_date']) yield writer.segment('DTM', '232', compactDay(row['claim_start_date']));
  if (row['claim_end_date']) yield writer.segment('DTM', '233', compactDay(row['claim_end_date']));
  for (const line of lines) if (line['claim_line_number'] !== '0') yield* serviceLine(writer, line);
}

function* serviceLine(writer: X12Writer, row: Cells): Generator<string> {
  const modifiers = [1, 2, 3, 4].map((n) => text(row, `hcpcs_modifier_${n}`));
  const revenue = text(row, 'revenue_center_code');
  const code = row['hcpcs_code'] ? ['HC', row['hcpcs_code'], ...modifiers] : ['NU', revenue];
  yield writer.segment(
    'SVC',
    code,
    decimalText(money(row, 'charge_amount')),
    decimalText(money(row, 'paid_amount')),
    row['hcpcs_code'] ? revenue : undefined,
    text(row, 'service_unit_quantity'),
  );
  const [from, to] = [compactDay(row['claim_line_start_date']), compactDay(row['claim_line_end_date'])];
  if (from && from === to) yield writer.segment('DTM', '472', from);
  else {
    if (from) yield writer.segment('DTM', '150', from);
    if (to) yield writer.segment('DTM', '151', to);
  }
  yield* adjustments(writer, row);
  if (row['rendering_npi']) yield writer.segment('REF', 'HPI', row['rendering_npi']);
  if (row['allowed_amount'] !== null && row['allowed_amount'] !== undefined)
    yield writer.segment('AMT', 'B6', decimalText(money(row, 'allowed_amount')));
}

function* adjustments(writer: X12Writer, row: Cells): Generator<string> {
  let rest = money(row, 'charge_amount') - money(row, 'paid_amount');
  const shares: string[] = [];
  for (const [reason, name] of SHARES) {
    const share = row[name] === null || row[name] === undefined ? 0n : money(row, name);
    rest -= share;
    if (share !== 0n) shares.push(reason, decimalText(share), '');
  }
  if (rest !== 0n) yield writer.segment('CAS', 'CO', '45', decimalText(rest));
  if (shares.length > 0) yield writer.segment('CAS', 'PR', ...shares);
}

function text(row: Cells, name: string): string | undefined {
  return row[name] ?? undefined;
}

/** An amount that is unknown or none cannot be written. */
function money(row: Cells, name: string): bigint {
  const amount = millionths(row[name] ?? undefined);
  if (amount === undefined) throw new RangeError(`claim ${row['claim_id']}: no ${name}`);
  return amount;
}
