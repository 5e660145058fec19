/**
 * Who gives care: people in practices, and institutions, by region. Few and made in JavaScript, so that every slice of members finds the same.
 * Identifiers are formed as real ones are (an NPI ends in its Luhn digit) and name nobody on purpose.
 */
import { table } from './compile.ts';
import { drawNumber, mix32, unitNumber } from './random.ts';
import type { Country } from './parameters/types.ts';

interface Provider {
  number: number;
  role: number;
  region: number;
  id: string;
  name: string;
  specialty: string | null;
  tin: string | null;
  organization: string | null;
}

export interface Market {
  regions: number;
  providers: readonly Provider[];
  /** Practices, groups and the like: rows of the provider table that no claim is rendered by. */
  practices: readonly Provider[];
}

function regionsOf(country: Country, members: number): number {
  return Math.min(80, Math.max(2, Math.round(members / country.region)));
}

/** Region of a draw in [0, 1): the first is the largest. Twin of `regionSql`. */
export function regionSql(u: string, regions: number): string {
  return `floor((${u} * 0.5 + ${u} * ${u} * 0.5) * ${regions})::integer`;
}

export function makeMarket(country: Country, seed: number, members: number): Market {
  const regions = regionsOf(country, members);
  const state = mix32(seed ^ 0x6d61726b);
  const providers: Provider[] = [];
  const practices: Provider[] = [];
  const ids = new Set<string>();
  const freshId = (prefix: string, index: number) => {
    for (let attempt = 0; ; attempt++) {
      const id =
        country.country === 'us'
          ? npi(drawNumber(state, `id ${attempt}`, index))
          : institution(prefix, drawNumber(state, `id ${attempt}`, index));
      if (!ids.has(id)) {
        ids.add(id);
        return id;
      }
    }
  };
  for (const [r, role] of country.roles.entries()) {
    for (let region = 0; region < regions; region++) {
      const count = Math.max(role.least ?? 1, Math.round(members / regions / role.per));
      const groups = role.practice
        ? Math.max(Math.min(count, role.least ?? 1), Math.round(count / role.practice))
        : 0;
      const houses = Array.from({ length: groups }, (_, g): Provider => {
        const index = (r * 100 + region) * 10_000 + 5000 + g;
        const house = {
          number: -1 - practices.length,
          role: r + 1,
          region,
          id: freshId('P', index),
          name: `${role.house ?? `${role.title} Group`} ${region + 1}-${g + 1}`,
          specialty: role.specialty ?? null,
          tin: taxNumber(drawNumber(state, 'tin', index)),
          organization: null,
        };
        practices.push(house);
        return house;
      });
      for (let i = 0; i < count; i++) {
        const index = (r * 100 + region) * 10_000 + i;
        // Larger practices come first, as in the choice of providers.
        const u = unitNumber(state, 'practice', index);
        const house = houses[i < groups ? i : Math.floor(u * u * groups)];
        providers.push({
          number: providers.length,
          role: r + 1,
          region,
          id: freshId(role.kind === 'person' ? 'D' : 'H', index),
          name: `${role.title} ${region + 1}-${i + 1}`,
          specialty: role.specialty ?? null,
          tin:
            house?.tin ?? (role.kind === 'institution' ? taxNumber(drawNumber(state, 'tin', index)) : null),
          organization: house?.id ?? null,
        });
      }
    }
  }
  return { regions, providers, practices };
}

/** Tables `market_provider` (by number) and `place` (role, region → first number and count). */
export function marketTables(market: Market): string {
  const places = new Map<string, [role: number, region: number, first: number, count: number]>();
  for (const { role, region, number } of market.providers) {
    const key = `${role} ${region}`;
    const place = places.get(key) ?? [role, region, number, 0];
    place[3] += 1;
    places.set(key, place);
  }
  return [
    table(
      'market_provider',
      'number integer, role integer, region integer, id varchar, name varchar, specialty varchar, tin varchar, organization varchar',
      market.providers.map((p) => [
        p.number,
        p.role,
        p.region,
        p.id,
        p.name,
        p.specialty,
        p.tin,
        p.organization,
      ]),
    ),
    table(
      'market_practice',
      'role integer, region integer, id varchar, name varchar, specialty varchar, tin varchar',
      market.practices.map((p) => [p.role, p.region, p.id, p.name, p.specialty, p.tin]),
    ),
    table('place', 'role integer, region integer, first_number integer, providers integer', [
      ...places.values(),
    ]),
  ].join(';\n');
}

/** Ten digits from 1000000000 up, the last by Luhn over 80840 and the nine before it, as the NPI standard has it. */
function npi(draw: number): string {
  const nine = String(100_000_000 + (draw % 100_000_000));
  const digits = [...`80840${nine}`].map(Number).toReversed();
  const sum = digits.reduce(
    (total, digit, i) => total + (i % 2 === 0 ? (digit * 2 > 9 ? digit * 2 - 9 : digit * 2) : digit),
    0,
  );
  return `${nine}${(10 - (sum % 10)) % 10}`;
}

const institution = (prefix: string, draw: number) =>
  `${prefix}${String(99_000_000_000 + (draw % 1_000_000_000))}`;
const taxNumber = (draw: number) => String(900_000_000 + (draw % 90_000_000));
