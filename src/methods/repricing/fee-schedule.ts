/**
 * Fee for service beside a value contract (dual revenue cycle): every line priced anew, so that what a contract pays can be compared with what
 * plain fee-for-service would have paid, provider by provider.
 *
 * Order of the ways to price: a stay by its group (weight × base rate of the hospital, 42 CFR 412.64 in form; CHS-DRG: 权重 × 费率), an item by
 * its code (the most particular row: of the provider before of all, with the line's modifier before without), else a per cent of the charge. A line
 * none of them prices is reported with why, and adds nothing: its claim's figures say how many there are.
 */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { ExplainContext, Method, MethodContext } from '../method.ts';
import { option, Options } from '../options.ts';
import { MONEY, productToCent } from '../shared/exact.ts';
import { units } from '../shared/decimal.ts';
import { messages, reasons } from './messages.ts';
import type { PriceFile } from './prices.ts';
import { readPrices } from './prices.ts';

const report = reporter(messages);

export const feeSchedule: Method = {
  name: 'repricing.fee-schedule',
  title: { en: 'Repricing by a fee schedule', zh: '按价目表重新计价' },
  about: {
    en: 'What fee-for-service would have paid for each claim: stays by group weight and base rate, items by a dated price list, the rest by a per cent of the charge; what cannot be priced is named.',
    zh: '逐单据计算按项目付费应付金额：住院按病组权重与费率，项目按有效期内价目表，其余按收费百分比；无法计价的逐条列明原因。',
  },
  source: 'The agreement’s own price lists; payment by group: 42 CFR 412.64, CHS-DRG',
  reads: ['medical_claim'],
  options: [
    option(
      'schedule',
      'file',
      'Prices: code, price; modifier, provider, from, to, per',
      '价目表：code、price；modifier、provider、from、to、per',
    ),
    option('weights', 'file', 'Weights: drg, weight; from, to', '病组权重：drg、weight；from、to'),
    option('base_rates', 'file', 'Base rates: rate; provider, from, to', '费率：rate；provider、from、to'),
    option('percent_of_charge', 'decimal', 'Per cent of the charge for the rest', '其余按收费的百分比'),
    option('by', 'text', 'A row per claim or per provider', '按单据或按机构汇总', {
      oneOf: ['claim', 'provider'],
      default: 'claim',
    }),
    option('provider', 'text', 'What names the provider', '以何字段确定机构', {
      oneOf: ['billing_npi', 'facility_npi', 'billing_tin', 'rendering_npi', 'rendering_tin'],
      default: 'billing_npi',
    }),
  ],
  columns: [
    { name: 'id', type: 'text', label: { en: 'Claim, or provider', zh: '单据或机构' }, key: true },
    { name: 'provider', type: 'text', label: { en: 'Provider', zh: '机构' } },
    { name: 'claims', type: 'integer', label: { en: 'Claims', zh: '单据数' } },
    { name: 'lines', type: 'integer', label: { en: 'Lines', zh: '明细数' } },
    { name: 'charged', type: 'money', label: { en: 'Charged', zh: '收费金额' } },
    { name: 'paid', type: 'money', label: { en: 'Paid', zh: '支付金额' } },
    { name: 'repriced', type: 'money', label: { en: 'Repriced', zh: '重新计价金额' } },
    {
      name: 'difference',
      type: 'money',
      label: {
        en: 'Repriced less paid, of lines where both are known',
        zh: '重新计价与支付均已知的明细之差',
      },
    },
    {
      name: 'unpriced_lines',
      type: 'integer',
      label: { en: 'Lines without a price', zh: '无法计价的明细数' },
    },
    {
      name: 'unpriced_paid',
      type: 'money',
      label: { en: 'Paid for lines without a price', zh: '无法计价明细的支付金额' },
    },
    {
      name: 'unknown_paid_lines',
      type: 'integer',
      label: {
        en: 'Priced lines whose payment is unknown, not in the difference',
        zh: '支付金额未知、未计入差额的可计价明细数',
      },
    },
  ],
  reasons,
  compute,
  explain,
};

/** The lines of one claim or provider: each is priced by itself and its claim, so no others are read. */
async function explain(context: ExplainContext): Promise<Diagnostic[]> {
  const id = quoteLiteral(context.key[0] ?? '');
  const options = new Options(context.options);
  const column = options.maybe('provider') ?? 'billing_npi';
  const own =
    options.maybe('by') === 'provider'
      ? `claim_id in (select claim_id from ${context.table('medical_claim')} where coalesce(${column}, 'without-provider') = ${id})`
      : `${CLAIM} = ${id}`;
  const into = context.temporary();
  const found = await compute({
    ...context,
    into,
    table: (name) => `(select * from ${context.table(name)} where ${own})`,
  });
  await context.warehouse.run(`drop table if exists ${into}`);
  if (!hasErrors(found)) await context.warehouse.run(`delete from ${context.lines} where key <> ${id}`);
  return found;
}

/** A claim's number, with its source where it has one. */
const CLAIM = `(claim_id || case when data_source is null then '' else '@' || data_source end)`;

interface Prices {
  schedule: PriceFile | undefined;
  weights: PriceFile | undefined;
  rates: PriceFile | undefined;
  percent: string | undefined;
}

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const { warehouse, at } = context;
  const schedule = await readPrices(context, 'schedule', ['code', 'modifier', 'provider'], ['code'], 'price');
  const weights = await readPrices(context, 'weights', ['drg'], ['drg'], 'weight');
  const rates = await readPrices(context, 'base_rates', ['provider'], [], 'rate');
  const percent = ratioOf(new Options(context.options).maybe('percent_of_charge'));
  const diagnostics = [schedule, weights, rates].flatMap((file) => file?.diagnostics ?? []);
  if (percent === null) diagnostics.push(report('percent-too-fine', {}, at));
  if (!schedule && !weights && !rates && percent === undefined) diagnostics.push(report('no-prices', {}, at));
  if (!weights !== !rates) diagnostics.push(report('weights-and-rates', {}, at));
  if (hasErrors(diagnostics)) return diagnostics;
  const prices = {
    schedule: schedule?.value,
    weights: weights?.value,
    rates: rates?.value,
    percent: percent ?? undefined,
  };
  const priced = await priceLines(context, prices);
  await writeResult(context, priced);
  diagnostics.push(...(await unpriced(context, priced)));
  for (const table of [priced, schedule?.value?.table, weights?.value?.table, rates?.value?.table])
    if (table !== undefined) await warehouse.run(`drop table ${table}`);
  return diagnostics;
}

/** A per cent as a ratio of four digits; null where it has more than two. */
function ratioOf(percent: string | undefined): string | null | undefined {
  if (percent === undefined) return undefined;
  const figure = units(percent);
  if (figure === undefined || figure < 0n || figure % 100n !== 0n) return null;
  const digits = String(figure / 100n).padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/** A row per line of the period: `price` (unknown where `reason` says why), `reason`. */
async function priceLines(context: MethodContext, prices: Prices): Promise<string> {
  const { warehouse, period } = context;
  const column = new Options(context.options).maybe('provider') ?? 'billing_npi';
  const line = 'coalesce(m.claim_line_start_date, m.claim_start_date, m.admission_date)';
  const [from, to] = [`date ${quoteLiteral(period.from)}`, `date ${quoteLiteral(period.to)}`];
  const order = '{l: m.claim_line_number, s: m._source, f: m._file, n: m._line}';
  // A stay is priced by its discharge, whole: it must not fall apart where its lines lie on both sides of the period's end.
  const stays = prices.weights
    ? `select m.claim_id, m.data_source, max(upper(m.drg_code)) as drg, min(${order}) as first, count(m.paid_amount) = 0 as unpaid,
        coalesce(max(m.discharge_date), max(m.claim_end_date), max(${line})) as discharged
      from ${context.table('medical_claim')} m where m.claim_type = 'institutional' and m.claim_id in
        (select claim_id from ${context.table('medical_claim')} where claim_type = 'institutional' and drg_code is not null)
      group by m.claim_id, m.data_source having max(m.drg_code) is not null`
    : `select null::varchar as claim_id, null::varchar as data_source, null::varchar as drg, null::date as discharged, null::boolean as unpaid,
        {l: 0::bigint, s: 0, f: 0, n: 0::bigint} as first where false`;
  const lines = context.temporary();
  await warehouse.run(`
    create table ${lines} as
    with stay as (${stays})
    select m._source, m._file, m._line, m.claim_id, m.claim_line_number, m.data_source,
      m.claim_id || case when m.data_source is null then '' else '@' || m.data_source end as claim, m.${column} as provider,
      coalesce(t.discharged, ${line}) as day, upper(m.hcpcs_code) as code,
      [${[1, 2, 3, 4, 5].map((i) => `upper(m.hcpcs_modifier_${i})`).join(', ')}] as modifiers,
      m.service_unit_quantity as quantity, m.charge_amount as charge, m.paid_amount as paid, t.drg, t.unpaid,
      ${order} is not distinct from t.first as is_first
    from ${context.table('medical_claim')} m left join stay t on t.claim_id = m.claim_id and t.data_source is not distinct from m.data_source
    where coalesce(t.discharged, ${line}) >= ${from} and coalesce(t.discharged, ${line}) < ${to}`);
  const table = context.temporary();
  await warehouse.run(`
    create table ${table} as
    select l.* exclude (modifiers, drg, is_first, unpaid), coalesce(l.unpaid, l.paid is null) as unpaid, ${price(prices)}
    from ${lines} l ${joins(prices, lines)}`);
  await warehouse.run(`drop table ${lines}`);
  return table;
}

const NOTHING = 'left join (select null::decimal(38,4) as value, null::boolean as per_line) o on false';

/** The most particular row of the schedule for each line; where no row names a provider or modifier there is only one. */
function joins({ schedule, weights, rates }: Prices, lines: string): string {
  const valid = (p: string, day: string) => `${day} >= ${p}.from_ and ${day} < ${p}.to_`;
  const parts: string[] = [];
  if (schedule) {
    const particular = schedule.used.has('provider') || schedule.used.has('modifier');
    parts.push(
      `left join ${schedule.table} s on s.code = l.code and s.provider is null and s.modifier is null and ${valid('s', 'l.day')}`,
    );
    // Only rows that name a provider or modifier can compete; there are few, so only what they touch is ranked.
    if (particular) {
      parts.push(`left join (
          select l._source, l._file, l._line, s.value, s.per_line from ${lines} l join ${schedule.table} s on s.code = l.code
            and ${valid('s', 'l.day')} and (s.provider is null or s.provider = upper(l.provider))
            and (s.modifier is null or list_contains(l.modifiers, s.modifier))
          where s.provider is not null or s.modifier is not null
          qualify row_number() over (partition by l._source, l._file, l._line order by s.provider is null, s.modifier is null,
            list_position(l.modifiers, s.modifier)) = 1) o
        on o._source = l._source and o._file = l._file and o._line = l._line`);
    } else parts.push(NOTHING);
  } else parts.push(NOTHING.replace(' o on', ' s on'), NOTHING);
  if (weights && rates) {
    parts.push(`left join ${weights.table} w on w.drg = l.drg and ${valid('w', 'l.day')}
      left join ${rates.table} r on r.provider = upper(l.provider) and ${valid('r', 'l.day')}
      left join ${rates.table} g on g.provider is null and ${valid('g', 'l.day')}`);
  }
  return parts.join(' ');
}

/** Products of two figures of four digits have eight: rounded half to even to the cent, once. */
function price({ schedule, weights, percent }: Prices): string {
  const rate = 'coalesce(r.value, g.value)';
  const byGroup = weights ? `l.drg is not null` : 'false';
  const [fee, perLine] = [
    'coalesce(o.value, s.value)',
    'case when o.value is null then s.per_line else o.per_line end',
  ];
  const byCode = schedule ? `${fee} is not null` : 'false';
  const whens = [
    ...(weights
      ? [
          [`${byGroup} and w.value is null`, 'null', 'no-weight'],
          [`${byGroup} and ${rate} is null`, 'null', 'no-rate'],
          [`${byGroup} and not l.is_first`, `0::${MONEY}`, 'in-drg'],
          [byGroup, productToCent('w.value', rate), 'by-drg'],
        ]
      : []),
    ...(schedule
      ? [
          [`${byCode} and not (${perLine}) and l.quantity is null`, 'null', 'quantity-unknown'],
          [byCode, productToCent(fee, `case when ${perLine} then 1 else l.quantity end`), 'by-code'],
        ]
      : []),
    ...(percent === undefined
      ? [['l.code is null', 'null', 'no-code']]
      : [
          ['l.charge is null', 'null', 'charge-unknown'],
          ['true', productToCent('l.charge', `${percent}::decimal(18,4)`), 'by-charge'],
        ]),
  ];
  const values = whens.map(([when, value]) => `when ${when} then ${value}`).join(' ');
  const names = whens.map(([when, , reason]) => `when ${when} then '${reason}'`).join(' ');
  return `case ${values} end::${MONEY} as price, case ${names} else 'no-price' end as reason`;
}

async function writeResult(context: MethodContext, priced: string): Promise<void> {
  const { warehouse } = context;
  const options = new Options(context.options);
  const id = options.maybe('by') === 'provider' ? `coalesce(provider, 'without-provider')` : 'claim';
  await warehouse.run(`
    create table ${context.into} as
    select ${id} as id, ${options.maybe('by') === 'provider' ? 'max(provider)' : 'min(provider)'} as provider,
      count(distinct claim) as claims, count(*) as lines, sum(charge)::${MONEY} as charged, sum(paid)::${MONEY} as paid,
      sum(price)::${MONEY} as repriced,
      -- Within a stay what was paid may stand on any line; a line of its own whose payment is unknown has no difference.
      sum(price - coalesce(paid, 0)) filter (where price is not null and not unpaid)::${MONEY} as difference,
      count(*) filter (where price is null) as unpriced_lines,
      coalesce(sum(paid) filter (where price is null), 0)::${MONEY} as unpriced_paid,
      count(*) filter (where price is not null and unpaid) as unknown_paid_lines
    from ${priced} group by ${id} order by id`);
  if (!context.lines) return;
  await warehouse.run(`
    create table ${context.lines} as
    select ${id} as key, 'medical_claim' as "table", _source, _file, _line, claim_id, claim_line_number, day as service_date,
      price as amount, price is not null as counted, reason
    from ${priced} order by key, service_date, claim_id, claim_line_number, _source, _file, _line`);
}

async function unpriced(context: MethodContext, priced: string): Promise<Diagnostic[]> {
  const { warehouse, at } = context;
  const rows = await warehouse.values(`
    select reason, count(*), coalesce(sum(charge), 0)::varchar, coalesce(sum(paid), 0)::varchar from ${priced}
    where price is null group by reason order by reason`);
  const found = rows.map(([reason, count, charge, paid]) => {
    const words = reasons[String(reason) as keyof typeof reasons];
    const data = { count: Number(count), charge: String(charge), paid: String(paid), reason: String(reason) };
    const said = report('unpriced', data, at);
    const message = {
      en: said.message.en.replace(String(reason), words.en),
      zh: said.message.zh.replace(String(reason), words.zh),
    };
    return { ...said, message };
  });
  const [undated] = await warehouse.values(`
    select count(*), coalesce(sum(paid_amount), 0)::varchar from ${context.table('medical_claim')}
    where claim_line_start_date is null and claim_start_date is null and admission_date is null`);
  const count = Number(undated?.[0] ?? 0);
  return count === 0 ? found : [...found, report('lines-undated', { count, paid: String(undated?.[1]) }, at)];
}
