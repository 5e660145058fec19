/** Rules that look at the lines of a stay, or at claims beside it. */
import type { Given } from '../../testing.ts';
import { claim, EMERGENCY, stay } from './stay.ts';
import type { Planted } from './stay.ts';

export const duringStay: Planted = {
  rule: 'shifting.outpatient-during-stay',
  found: ['out-1'],
  spared: {},
  tables: {
    inpatient_case: ['out-1', 'out-edge', 'out-elsewhere', 'out-unpaid', 'out-undated'].map((id) => stay(id)),
    medical_claim: [
      claim('OC1', { person_id: 'P-out-1' }),
      claim('OC1', { person_id: 'P-out-1', claim_line_number: 2, hcpcs_code: 'X2', paid_amount: 80.5 }),
      claim('OC2', { person_id: 'P-out-edge', claim_line_start_date: '2023-03-01' }),
      claim('OC3', { person_id: 'P-out-edge', claim_line_start_date: '2023-03-09' }),
      claim('OC4', { person_id: 'P-out-elsewhere', facility_npi: 'H2' }),
      claim('OC5', { person_id: 'P-out-unpaid', paid_amount: 0 }),
      claim('OC6', {
        person_id: 'P-out-undated',
        claim_line_start_date: null,
        claim_start_date: '2023-02-20',
        claim_end_date: '2023-03-20',
      }),
    ],
  },
};

const FEW_TESTS = { fee_examination: 200, fee_laboratory: 300 };

export const testsBefore: Planted = {
  rule: 'shifting.tests-before',
  found: ['before-1'],
  spared: { emergency: 1, 'few-peers': 1 },
  tables: {
    inpatient_case: [
      stay('before-1', FEW_TESTS),
      stay('before-emergency', { ...FEW_TESTS, ...EMERGENCY }),
      ...Array.from({ length: 3 }, (_, i) => stay(`before-peer${i}`, { provider_group: 'XY15' })),
      stay('before-rare', { ...FEW_TESTS, provider_group: 'XY15' }),
      stay('before-early', FEW_TESTS),
      stay('before-usual'),
    ],
    medical_claim: ['1', 'emergency', 'rare', 'usual']
      .map((name, i) =>
        claim(`BC${i}`, {
          person_id: `P-before-${name}`,
          claim_line_start_date: '2023-02-27',
          paid_amount: 600,
          charge_amount: 700,
          hcpcs_code: 'CT',
        }),
      )
      .concat(
        claim('BC9', {
          person_id: 'P-before-early',
          claim_line_start_date: '2023-02-20',
          paid_amount: 600,
          hcpcs_code: 'CT',
        }),
      ),
  },
};

const item = (case_id: string, item_number: number, more: Given = {}): Given => ({
  case_id,
  person_id: `P-${case_id}`,
  item_number,
  category: 'bed',
  code: 'BED',
  item_date: '2023-03-02',
  quantity: 1,
  unit_price: 45,
  amount: 45,
  ...more,
});

export const dailyItems: Planted = {
  rule: 'duplicate.daily-item',
  found: ['daily-1·BED'],
  spared: { intensive: 1 },
  tables: {
    inpatient_case: [stay('daily-1'), stay('daily-intensive', { icu_hours: 20 }), stay('daily-usual')],
    cost_item: [
      // Twelve units in eight days and one: three too many, on the last line of five.
      item('daily-1', 1, { quantity: 7, amount: 315 }),
      item('daily-1', 2, { quantity: 5, amount: 225, item_date: '2023-03-08' }),
      item('daily-intensive', 1, { quantity: 12, amount: 540 }),
      item('daily-usual', 1, { quantity: 9, amount: 405 }),
    ],
  },
};

const CT = { category: 'examination', code: 'CT', unit_price: 220, amount: 220 };

export const itemsTwice: Planted = {
  rule: 'duplicate.item',
  found: ['item-1·CT·2023-03-02·1.0000×220.0000'],
  spared: { intensive: 1 },
  tables: {
    inpatient_case: [stay('item-1'), stay('item-intensive', { ventilator_hours: 8 }), stay('item-usual')],
    cost_item: [
      ...[1, 2, 3].map((n) => item('item-1', n, CT)),
      ...[1, 2].map((n) => item('item-intensive', n, CT)),
      item('item-usual', 1, CT),
      item('item-usual', 2, { ...CT, item_date: '2023-03-05' }),
      // Drugs are given several times a day.
      ...[3, 4].map((n) => item('item-usual', n, { ...CT, category: 'western_drugs', code: 'DRUG' })),
    ],
  },
};

export const linesTwice: Planted = {
  rule: 'duplicate.claim-line',
  found: ['LC1+LC2·X9·2023-05-04·120.0000·150.0000·1.0000·H1·'],
  spared: { 'repeat-modifier': 1, small: 1 },
  tables: {
    medical_claim: [
      ...['LC1', 'LC2'].map((id) =>
        claim(id, { person_id: 'L1', hcpcs_code: 'X9', claim_line_start_date: '2023-05-04' }),
      ),
      ...['LC3', 'LC4'].map((id, i) =>
        claim(id, {
          person_id: 'L2',
          hcpcs_code: 'X9',
          claim_line_start_date: '2023-05-04',
          ...(i === 1 && { hcpcs_modifier_1: '76' }),
        }),
      ),
      ...['LC5', 'LC6'].map((id) =>
        claim(id, {
          person_id: 'L3',
          hcpcs_code: 'X9',
          claim_line_start_date: '2023-05-04',
          paid_amount: 0.5,
        }),
      ),
      claim('LC7', { person_id: 'L4', hcpcs_code: 'X9', claim_line_start_date: '2023-05-04' }),
      claim('LC8', { person_id: 'L4', hcpcs_code: 'X9', claim_line_start_date: '2023-05-05' }),
    ],
  },
};
