/** Canonical tables that both countries have in the same way. */
import { quoteLiteral as text } from '../../warehouse/warehouse.ts';
import type { Calendar } from './calendar.ts';
import { date } from './calendar.ts';
import { placeOf } from './compile.ts';
import { decimal } from './curve.ts';
import { ownDoctor } from './lines.ts';
import type { Country } from './parameters/types.ts';
import { chance } from './random.ts';
import type { CanonicalQuery } from './select.ts';
import { person } from './select.ts';

const PLAN = (country: Country, of: 'payer' | 'payerType' | 'plan', plan = 'plan') =>
  `(${`[${country.plans.map((p) => text(p[of])).join(', ')}]`})[${plan}]`;

export { PLAN as planText };

/** `eligibility`; `extra` are the country's own columns. */
export function eligibility(country: Country, extra: Record<string, string>): CanonicalQuery {
  const own = placeOf(country.roles, 'own');
  return {
    table: 'eligibility',
    columns: {
      person_id: person('s.id'),
      member_id: person('s.id'),
      subscriber_id: person('s.id'),
      subscriber_relation: `'self'`,
      gender: `case when female then 'female' else 'male' end`,
      birth_date: 'born',
      death_date: 'died',
      death_flag: 'died is not null',
      enrollment_start_date: 's.first_day',
      enrollment_end_date: 'case when s.open then null else s.last_day end',
      payer: PLAN(country, 'payer', 's.plan'),
      payer_type: PLAN(country, 'payerType', 's.plan'),
      plan: PLAN(country, 'plan', 's.plan'),
      registered_provider: 'case when registered then w.id end',
      registration_start_date: 'case when registered then s.first_day end',
      data_source: text(country.dataSource),
      ...extra,
    },
    from: `(select s.*, q.m, q.female, q.age, q.born, q.died, q.frailty, q.onsets, ${chance('q.m', 'registered', decimal(country.registered))} as registered,
        ${ownDoctor('q.m', '0')} as doctor
      from span s join person q on q.id = s.id join place p on p.role = ${own} and p.region = s.region) s
      left join market_provider w on w.number = s.doctor order by s.id, s.first_day`,
  };
}

/** Who the payer takes people to belong to, at the start of each year: a list by year, as it is sent to groups of providers. */
export function attribution(country: Country): CanonicalQuery {
  const own = placeOf(country.roles, 'own');
  return {
    table: 'provider_attribution',
    columns: {
      person_id: person('s.id'),
      year_month: `strftime(y.year_start, '%Y%m')`,
      payer: PLAN(country, 'payer', 's.plan'),
      plan: PLAN(country, 'plan', 's.plan'),
      payer_attributed_provider: 'w.id',
      payer_attributed_provider_practice: 'w.tin',
      payer_attributed_provider_organization: 'w.organization',
      data_source: text(country.dataSource),
    },
    from: `(select y.id, y.k, y.year_start, s.plan, ${ownDoctor('y.m', 'y.changed')} as doctor
        from person_year y join span s on s.id = y.id and y.year_start >= s.first_day and y.year_start <= s.last_day
        join place p on p.role = ${own} and p.region = s.region) s
      join person_year y on y.id = s.id and y.k = s.k left join market_provider w on w.number = s.doctor order by s.id, y.k`,
  };
}

export function encounters(country: Country): CanonicalQuery {
  return {
    table: 'encounter',
    columns: {
      encounter_id: 'e.e',
      person_id: person('e.id'),
      encounter_type: 'v.encounter',
      start_date: 'e.start_day',
      end_date: 'e.end_day',
      provider_id: 'case when not c.institutional then w.id end',
      facility_id: 'case when c.institutional then w.id else w.organization end',
      primary_diagnosis_code: 'e.code',
      data_source: text(country.dataSource),
    },
    from: `event e join service v on v.service = e.service left join claim c on c.c = e.e * 10 + 1
      left join market_provider w on w.number = c.provider order by e.e`,
  };
}

export function conditions(country: Country, calendar: Calendar, codeType: string): CanonicalQuery {
  return {
    table: 'condition',
    columns: {
      condition_id: `q.id || '-' || q.disease`,
      person_id: person('q.id'),
      code_type: text(codeType),
      code: 'q.code',
      description: 'd.title',
      onset_date: 'q.day',
      data_source: text(country.dataSource),
    },
    from: `(select id, died, unnest(onsets) as day, unnest(codes) as code, unnest(range(1, ${country.diseases.length + 1}))::integer as disease from person) q
      join disease d using (disease)
      where q.day < ${date(calendar.until)} and (q.died is null or q.day <= q.died) and q.id in (select id from span) order by q.id, q.disease`,
  };
}

export function procedures(country: Country, codeType: string): CanonicalQuery {
  return {
    table: 'procedure',
    columns: {
      procedure_id: `e.e || '-1'`,
      person_id: person('e.id'),
      encounter_id: 'e.e',
      code_type: text(codeType),
      code: 'e.operation',
      procedure_date: 'least(e.end_day, e.start_day + 1)',
      provider_id: 'w.id',
      data_source: text(country.dataSource),
    },
    from: `event e left join claim c on c.c = e.e * 10 + 2 left join market_provider w on w.number = c.provider where e.operation is not null order by e.e`,
  };
}

export function observations(country: Country): CanonicalQuery {
  return {
    table: 'observation',
    columns: {
      observation_id: `r.id || '-' || r.o`,
      person_id: person('r.id'),
      category: 'r.category',
      code_type: 'r.code_type',
      code: 'r.code',
      description: 'r.description',
      observation_date: 'r.day',
      value_number: 'r.value::decimal(14, 0) * 0.0001',
      unit: 'r.unit',
      data_source: text(country.dataSource),
    },
    from: 'result r order by r.id, r.o',
  };
}

export function treatments(country: Country): CanonicalQuery {
  return {
    table: 'treatment',
    columns: {
      treatment_id: courseName('c.id', 'c.course'),
      person_id: person('c.id'),
      product: 'c.product',
      indication: 'q.codes[c.disease]',
      start_date: 'c.start_day',
      end_date: 'c.end_day',
      last_seen_date: 'c.seen_day',
      line: 'c.line',
      price: 'c.cents',
      provider_id: 'w.id',
      data_source: text(country.dataSource),
    },
    from: `(select c.*, p.first_number from course c join place p on p.role = ${placeOf(country.roles, 'hospital')} and p.region = c.region) c
      join person q on q.id = c.id left join market_provider w on w.number = c.first_number order by c.id, c.course`,
  };
}

/** Outcomes of courses; deaths; and stays that followed another within thirty days. */
export function outcomes(country: Country): CanonicalQuery {
  return {
    table: 'outcome_event',
    columns: {
      person_id: person('o.id'),
      treatment_id: `case when o.course is not null then ${courseName('o.id', 'o.course')} end`,
      event: 'o.event',
      event_date: 'o.day',
      data_source: text(country.dataSource),
    },
    from: `(select id, course, event, event_day as day from outcome
        union all select q.id, null, 'death', q.died from person q where q.died is not null and q.id in (select id from span)
        union all select distinct id, null, 'readmission', start_day from event where came = 2 and drg is not null) o
      order by o.id, o.course nulls first, o.event, o.day`,
  };
}

const courseName = (id: string, course: string) => `'T' || ${id} || '-' || ${course}`;

/** Fills of drugs; `copayment` is SQL of whole cents that the person pays of `f.cents`. */
export function pharmacyClaims(country: Country, copayment: string): CanonicalQuery {
  return {
    table: 'pharmacy_claim',
    columns: {
      claim_id: `'R' || f.f`,
      claim_line_number: '1',
      person_id: person('f.id'),
      member_id: person('f.id'),
      payer: PLAN(country, 'payer', 'f.plan'),
      plan: PLAN(country, 'plan', 'f.plan'),
      prescribing_provider_npi: 'd.id',
      dispensing_provider_npi: 'w.id',
      dispensing_date: 'f.day',
      ndc_code: 'f.code',
      quantity: 'f.quantity::decimal(10, 0)',
      days_supply: 'f.days',
      refills: '0',
      paid_date: 'f.day + f.lag',
      paid_amount: 'f.cents - f.own',
      allowed_amount: 'f.cents',
      charge_amount: 'f.cents + f.cents // 4',
      copayment_amount: 'f.own',
      coinsurance_amount: '0',
      deductible_amount: '0',
      in_network_flag: 'true',
      data_source: text(country.dataSource),
      claim_group_id: `'R' || f.f`,
      claim_action: `'original'`,
      claim_received: 'f.day + f.lag',
    },
    from: `(select *, ${copayment} as own from fill) f left join market_provider d on d.number = f.prescriber left join market_provider w on w.number = f.pharmacy order by year(f.day), f.f`,
  };
}

/** The market, written once. */
export function providers(country: Country): CanonicalQuery {
  const pick = (of: (role: Country['roles'][number]) => string) =>
    `([${country.roles.map(of).join(', ')}])[role]`;
  return {
    table: 'provider',
    columns: {
      provider_id: 'id',
      name: 'name',
      kind: `case when house then 'institution' else ${pick((role) => text(role.kind))} end`,
      specialty: 'specialty',
      primary_care: pick((role) => String(role.primary === true)),
      level: pick((role) => (role.level === undefined ? 'null' : text(role.level))),
      tin: 'tin',
      organization_id: 'organization',
      city: `'County ' || (region + 1)`,
      data_source: text(country.dataSource),
    },
    from: `(select id, name, specialty, role, region, tin, organization, false as house from market_provider
      union all select id, name, specialty, role, region, tin, null, true from market_practice) order by id`,
  };
}
