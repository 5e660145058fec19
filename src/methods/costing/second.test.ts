/** Costs of made-up cases a second time, in whole numbers and one case after another. */
import { expect, it } from 'vitest';
import type { Given } from '../testing.ts';
import { computeExample } from '../testing.ts';
import { costToCharge } from './cost-to-charge.ts';
import { FEES } from './messages.ts';
import { tdabc } from './tdabc.ts';

let seed = 20_231;
const next = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T;

const HOSPITALS = ['H1', 'H2', 'H3'];
const DEPARTMENTS = ['surgery', 'medicine', null];

/** Half to even. */
function divided(over: bigint, under: bigint): bigint {
  const [whole, rest] = [over / under, (over % under) * 2n];
  return rest > under || (rest === under && whole % 2n === 1n) ? whole + 1n : whole;
}

const decimal = (units: bigint) => {
  const text = String(units).padStart(5, '0');
  return `${text.slice(0, -4)}.${text.slice(-4)}`;
};
const trimmed = (text: string) => text.replace(/\.?0+$/, '');

it('charges: the most particular ratio, each category rounded once', async () => {
  const ratios = new Map<string, { over: bigint; under: bigint }>();
  const lines = ['hospital_id,department,category,ratio,cost,charges', ',,,0.7777,,'];
  ratios.set(JSON.stringify([null, null, null]), { over: 7777n, under: 10_000n });
  while (ratios.size < 60) {
    const key = [
      pick([...HOSPITALS, null]),
      pick(DEPARTMENTS),
      pick([...FEES.map(({ category }) => category), null]),
    ];
    const id = JSON.stringify(key);
    if (ratios.has(id)) continue;
    const [over, under] = [BigInt(next(900_000) + 1), BigInt(next(900_000) + 1)];
    ratios.set(id, { over, under });
    lines.push(`${key.map((part) => part ?? '').join(',')},,${decimal(over)},${decimal(under)}`);
  }
  const cases: Given[] = Array.from({ length: 80 }, (_, i) => {
    const fees = FEES.map(
      ({ column }) => [column, next(3) === 0 ? null : BigInt(next(100_000_000))] as const,
    );
    const total = fees.reduce((sum, [, fee]) => sum + (fee ?? 0n), BigInt(next(2) * next(1_000_000)));
    return {
      case_id: `c${i}`,
      person_id: 'p',
      hospital_id: pick(HOSPITALS),
      department: pick(DEPARTMENTS),
      discharge_date: '2023-03-01',
      total_fee: decimal(total),
      ...Object.fromEntries(fees.map(([column, fee]) => [column, fee === null ? null : decimal(fee)])),
    };
  });
  const units = (text: unknown) => (text === null ? 0n : BigInt(String(text).replace('.', '')));
  const expected = cases.map((one) => {
    const ratio = (category: string | null) => {
      for (const hospital of [one['hospital_id'], null])
        for (const own of [category, null])
          for (const department of [one['department'], null]) {
            const found = ratios.get(JSON.stringify([hospital, department, own]));
            if (found) return found;
          }
      throw new Error('no ratio');
    };
    const charges = FEES.map(({ column, category }) => ({
      category: category as string | null,
      charge: units(one[column] ?? null),
    }));
    const listed = charges.reduce((sum, { charge }) => sum + charge, 0n);
    charges.push({ category: null, charge: units(one['total_fee']) - listed });
    const cost = charges.reduce((sum, { category, charge }) => {
      const { over, under } = ratio(category);
      return sum + divided(charge * over, under);
    }, 0n);
    return [String(one['case_id']), trimmed(decimal(cost))];
  });
  const { rows } = await computeExample(costToCharge, {
    tables: { inpatient_case: cases },
    files: { ratios: lines.join('\n') },
    options: { ratios: 'ratios' },
    withoutLines: true,
  });
  const got = new Map(rows.map(({ case_id, cost }) => [case_id, cost]));
  for (const [id, cost] of expected) expect([id, got.get(id as string)]).toEqual([id, cost]);
});

it('time: minutes × times × probability × rate of each step, rounded once', async () => {
  const names = ['surgeon', 'nurse', 'room'];
  const resources = names.map((name) => ({
    name,
    cost: BigInt(next(2_000_000_000)),
    minutes: BigInt(next(900_000_000) + 1),
  }));
  const steps = Array.from({ length: 30 }, (_, i) => ({
    pathway: `G${i % 5}`,
    step: `s${i}`,
    resource: pick(resources),
    minutes: BigInt(next(3_000_000)),
    probability: BigInt(next(10_001)),
    quantity: BigInt(next(100_000)),
    supplies: BigInt(next(50_000_000)),
  }));
  const { rows } = await computeExample(tdabc, {
    tables: {
      inpatient_case: Array.from({ length: 5 }, (_, i) => ({
        case_id: `c${i}`,
        person_id: 'p',
        hospital_id: 'H1',
        provider_group: `G${i}`,
        discharge_date: '2023-03-01',
      })),
    },
    files: {
      resources: [
        'resource,cost,minutes',
        ...resources.map(({ name, cost, minutes }) => `${name},${decimal(cost)},${decimal(minutes)}`),
      ].join('\n'),
      pathways: [
        'pathway,step,resource,minutes,probability,quantity,supplies',
        ...steps.map((one) =>
          [
            one.pathway,
            one.step,
            one.resource.name,
            ...[one.minutes, one.probability, one.quantity, one.supplies].map(decimal),
          ].join(','),
        ),
      ].join('\n'),
    },
    options: { resources: 'resources', pathways: 'pathways' },
    withoutLines: true,
  });
  const expected = Array.from({ length: 5 }, (_, i) => {
    const own = steps.filter(({ pathway }) => pathway === `G${i}`);
    const cost = own.reduce((sum, { resource, minutes, probability, quantity, supplies }) => {
      const time = divided(minutes * probability * quantity * resource.cost, resource.minutes * 100_000_000n);
      return sum + time + divided(supplies * probability * quantity, 100_000_000n);
    }, 0n);
    return trimmed(decimal(cost));
  });
  expect(rows.map(({ cost }) => cost)).toEqual(expected);
});
