/**
 * Rows of `medical_claim` → 837P or 837I. Lines of a claim stand together, and so do claims of one type, day of receipt and billing provider;
 * everyone is a subscriber. 837 knows no reversal: it is written as a void (frequency 8), as a replacement is by frequency 7, which is also the
 * last digit of the kind of bill.
 */
import { decimalText, millionths } from '../shared/decimal.ts';
import type { Cells } from './write.ts';
import { X12Writer, compactDay, runs } from './write.ts';

const VERSIONS: Record<string, string> = { professional: '005010X222A1', institutional: '005010X223A2' };
const FREQUENCY: Record<string, string> = { replacement: '7', reversal: '8', void: '8' };

export function* write837(
  rows: Iterable<Cells>,
  type: 'professional' | 'institutional',
  day: string,
): Generator<string> {
  const writer = new X12Writer({ group: 'HC', version: VERSIONS[type]!, day });
  yield writer.open();
  const part =
    (...names: string[]) =>
    (row: Cells) =>
      names.map((name) => row[name] ?? '').join('|');
  for (const transaction of runs(rows, part('claim_received'))) {
    yield writer.begin('837');
    yield writer.segment(
      'BHT',
      '0019',
      '00',
      '1',
      compactDay(transaction[0]!['claim_received']),
      '0000',
      'CH',
    );
    let level = 0;
    for (const group of runs(transaction, part('billing_npi', 'billing_tin'))) {
      level += 1;
      const parent = String(level);
      yield* billing(writer, group[0]!, parent);
      for (const claim of runs(group, part('claim_id', 'claim_action'))) {
        level += 1;
        yield* subscriber(writer, claim[0]!, String(level), parent);
        yield* claimLoop(writer, claim, type);
      }
    }
    yield writer.end();
  }
  yield writer.close();
}

function* billing(writer: X12Writer, row: Cells, level: string): Generator<string> {
  yield writer.segment('HL', level, '', '20', '1');
  yield writer.segment('NM1', '85', '2', 'BILLING', '', '', '', '', 'XX', text(row, 'billing_npi'));
  if (row['billing_tin']) yield writer.segment('REF', 'EI', row['billing_tin']);
}

function* subscriber(writer: X12Writer, row: Cells, level: string, parent: string): Generator<string> {
  yield writer.segment('HL', level, parent, '22', '0');
  yield writer.segment('SBR', 'P', '18', '', '', '', '', '', '', text(row, 'plan'));
  yield writer.segment('NM1', 'IL', '1', 'PERSON', '', '', '', '', 'MI', text(row, 'person_id'));
  yield writer.segment('NM1', 'PR', '2', text(row, 'payer') ?? 'PAYER', '', '', '', '', 'PI', '1');
}

function* claimLoop(writer: X12Writer, lines: readonly Cells[], type: string): Generator<string> {
  const [row] = lines as [Cells];
  const institutional = type === 'institutional';
  const bill = text(row, 'bill_type_code') ?? '';
  const action = FREQUENCY[row['claim_action'] ?? ''];
  const place = institutional
    ? [bill.slice(0, -1), 'A', action ?? bill.slice(-1)]
    : [text(row, 'place_of_service_code'), 'B', action ?? '1'];
  yield writer.segment(
    'CLM',
    text(row, 'claim_id'),
    sum(lines, 'charge_amount'),
    '',
    '',
    place,
    'Y',
    'A',
    'Y',
    'Y',
  );
  if (institutional) {
    const period = `${compactDay(row['claim_start_date'])}-${compactDay(row['claim_end_date'])}`;
    yield writer.segment('DTP', '434', 'RD8', period);
  }
  if (row['admission_date']) yield writer.segment('DTP', '435', 'D8', compactDay(row['admission_date']));
  if (row['discharge_date']) yield writer.segment('DTP', '096', 'D8', compactDay(row['discharge_date']));
  if (institutional)
    yield writer.segment(
      'CL1',
      text(row, 'admit_type_code'),
      text(row, 'admit_source_code'),
      text(row, 'discharge_disposition_code'),
    );
  if (action) yield writer.segment('REF', 'F8', text(row, 'claim_group_id') ?? text(row, 'claim_id'));
  yield* codes(writer, row);
  if (row['facility_npi'] && !(institutional && row['facility_npi'] === row['billing_npi']))
    yield writer.segment('NM1', '77', '2', 'FACILITY', '', '', '', '', 'XX', row['facility_npi']);
  for (const line of lines) yield* serviceLine(writer, line, institutional);
}

function* codes(writer: X12Writer, row: Cells): Generator<string> {
  const ten = row['diagnosis_code_type'] !== 'icd-9-cm';
  const diagnoses = numbered(row, 'diagnosis_code').map(({ value, n }) => [
    `${ten ? 'A' : ''}${n === 1 ? 'BK' : 'BF'}`,
    value,
    ...Array.from({ length: 6 }, () => undefined),
    text(row, `diagnosis_poa_${n}`),
  ]);
  if (diagnoses.length > 0) yield writer.segment('HI', diagnoses[0]);
  for (let at = 1; at < diagnoses.length; at += 12)
    yield writer.segment('HI', ...diagnoses.slice(at, at + 12));
  if (row['drg_code']) yield writer.segment('HI', ['DR', row['drg_code']]);
  const tenProcedures = row['procedure_code_type'] !== 'icd-9-pcs';
  const procedures = numbered(row, 'procedure_code').map(({ value, n }) => {
    const day = compactDay(row[`procedure_date_${n}`]);
    return [`${tenProcedures ? 'B' : ''}${n === 1 ? 'BR' : 'BQ'}`, value, ...(day ? ['D8', day] : [])];
  });
  if (procedures.length > 0) yield writer.segment('HI', procedures[0]);
  for (let at = 1; at < procedures.length; at += 12)
    yield writer.segment('HI', ...procedures.slice(at, at + 12));
}

function* serviceLine(writer: X12Writer, row: Cells, institutional: boolean): Generator<string> {
  yield writer.segment('LX', text(row, 'claim_line_number'));
  const modifiers = [1, 2, 3, 4].map((n) => text(row, `hcpcs_modifier_${n}`));
  const code = row['hcpcs_code'] ? ['HC', row['hcpcs_code'], ...modifiers] : undefined;
  const [charge, units] = [text(row, 'charge_amount'), text(row, 'service_unit_quantity')];
  if (institutional) yield writer.segment('SV2', text(row, 'revenue_center_code'), code, charge, 'UN', units);
  else yield writer.segment('SV1', code ?? ['HC'], charge, 'UN', units, text(row, 'place_of_service_code'));
  const [from, to] = [compactDay(row['claim_line_start_date']), compactDay(row['claim_line_end_date'])];
  if (from) {
    if (from === to || !to) yield writer.segment('DTP', '472', 'D8', from);
    else yield writer.segment('DTP', '472', 'RD8', `${from}-${to}`);
  }
  if (row['rendering_npi']) {
    yield writer.segment('NM1', '82', '1', 'RENDERING', '', '', '', '', 'XX', row['rendering_npi']);
    if (row['rendering_specialty']) yield writer.segment('PRV', 'PE', 'PXC', row['rendering_specialty']);
  }
}

function numbered(row: Cells, name: string): { value: string; n: number }[] {
  return Array.from({ length: 25 }, (_, i) => ({ value: row[`${name}_${i + 1}`] ?? '', n: i + 1 })).filter(
    ({ value }) => value !== '',
  );
}

function text(row: Cells, name: string): string | undefined {
  return row[name] ?? undefined;
}

/** Exact; an amount that is unknown or none cannot be written. */
function sum(lines: readonly Cells[], name: string): string {
  return decimalText(
    lines.reduce((whole, line) => {
      const amount = millionths(line[name] ?? undefined);
      if (amount === undefined) throw new RangeError(`claim ${line['claim_id']}: no ${name}`);
      return whole + amount;
    }, 0n),
  );
}
