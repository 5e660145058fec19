/** What a distribution is given: rules with shares, amounts by group, members with their weights. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import { quoteIdentifier } from '../../warehouse/warehouse.ts';
import type { MethodContext } from '../method.ts';
import { Options } from '../options.ts';
import { csvRows } from '../shared/csv.ts';
import { units } from '../shared/decimal.ts';
import { moneyText } from './text.ts';
import { messages as sharedMessages } from '../shared/messages.ts';
import type { Member, Pool } from './distribute.ts';
import { messages } from './messages.ts';

const report = reporter(messages);
const reportShared = reporter(sharedMessages);

export interface Given {
  pools: Pool[];
  /** By group; undefined is unknown. */
  amounts: Map<string, bigint | undefined>;
  groups: Map<string, Member[]>;
}

/** By rule and member; undefined is unknown. */
type Counts = Map<string, Map<string, bigint | undefined>>;

/** Shares in units of 0.0001 add up to one of these. */
const [ONE, HUNDRED] = [10_000n, 1_000_000n];

/** Rules that need no column. */
const COUNTED = ['equal', 'people', 'risk'];

export async function readGiven(context: MethodContext): Promise<Checked<Given>> {
  const diagnostics: Diagnostic[] = [];
  const keep = <T>(checked: Checked<T>): T | undefined => {
    diagnostics.push(...checked.diagnostics);
    return checked.value;
  };
  const pools = keep(readPools(context));
  const amounts = keep(await readAmounts(context));
  if (!pools || hasErrors(diagnostics)) return { diagnostics };
  const counted = keep(await readCounts(context, pools));
  const groups = counted && keep(await readMembers(context, pools, counted));
  if (!amounts || !groups || hasErrors(diagnostics)) return { diagnostics };
  return { value: { pools, amounts, groups }, diagnostics };
}

function readPools(context: MethodContext): Checked<Pool[]> {
  const { at } = context;
  const options = new Options(context.options);
  const diagnostics: Diagnostic[] = [];
  const pools: Pool[] = [];
  for (const text of options.list('shares')) {
    const [, rule = '', number = ''] = /^(.+?)\s*[:：]\s*([\d.]+)\s*[%％]?$/.exec(text) ?? [];
    const share = units(number);
    if (rule === '' || share === undefined) diagnostics.push(report('share-unreadable', { text }, at));
    else if (pools.some((pool) => pool.rule === rule))
      diagnostics.push(report('share-repeated', { rule }, at));
    else pools.push({ rule, share });
  }
  if (pools.length === 0 && diagnostics.length === 0)
    diagnostics.push(report('share-unreadable', { text: '' }, at));
  // Shares that leave a rest, or promise more than there is, are a slip: nobody would see it if they were made to fit.
  const sum = pools.reduce((total, { share }) => total + share, 0n);
  const percent = options.list('shares').some((text) => /[%％]$/.test(text));
  if (diagnostics.length === 0 && sum !== HUNDRED && (percent || sum !== ONE))
    diagnostics.push(report('shares-not-whole', { sum: moneyText(sum) }, at));
  return { value: pools, diagnostics };
}

async function readAmounts(context: MethodContext): Promise<Checked<Map<string, bigint | undefined>>> {
  const { warehouse, at } = context;
  const options = new Options(context.options);
  const result = options.maybe('amounts');
  const diagnostics: Diagnostic[] = [];
  const value = new Map<string, bigint | undefined>();
  const add = (group: string, amount: bigint | undefined) => {
    if (value.has(group)) diagnostics.push(report('amount-repeated', { group }, at));
    else value.set(group, amount);
  };
  if ((result === undefined) === (options.maybe('amounts_file') === undefined))
    return { diagnostics: [report('one-source-of-amounts', {}, at)] };
  if (result !== undefined) {
    const [group, amount] = ['group_column', 'amount_column'].map((name) => options.maybe(name) ?? name);
    const missing = await missingColumn(context, result, [group as string, amount as string]);
    if (missing) return { diagnostics: [missing] };
    const rows = await warehouse.values(
      `select ${quoteIdentifier(group as string)}::varchar, ${quoteIdentifier(amount as string)}::decimal(38,4)::varchar
       from ${context.result(result)} where ${quoteIdentifier(group as string)} is not null order by all`,
    );
    for (const [name, text] of rows) add(String(name), text === null ? undefined : units(String(text)));
    return { value, diagnostics };
  }
  const file = await csvRows(context, 'amounts_file', ['group', 'amount']);
  diagnostics.push(...file.diagnostics);
  for (const { row, cell } of file.value ?? []) {
    const [group, text] = [cell('group'), cell('amount')];
    const amount = text === undefined ? undefined : units(text);
    const refuse = (column: string, found: string, expected: string) =>
      diagnostics.push(
        reportShared('file-row-refused', { option: 'amounts_file', row, column, text: found, expected }, at),
      );
    if (group === undefined) refuse('group', '', 'north');
    else if (text !== undefined && amount === undefined) refuse('amount', text, '12345.67');
    else add(group, amount);
  }
  return { value, diagnostics };
}

/** Weights that are counted from people: rule → member → units. */
async function readCounts(context: MethodContext, pools: readonly Pool[]): Promise<Checked<Counts>> {
  const { warehouse, at } = context;
  const options = new Options(context.options);
  const value: Counts = new Map();
  for (const rule of COUNTED.slice(1).filter((name) => pools.some((pool) => pool.rule === name))) {
    const people = options.maybe('people');
    const risk = options.maybe('risk');
    if (people === undefined || (rule === 'risk' && risk === undefined)) {
      const data = { rule, option: people === undefined ? 'people' : 'risk' };
      return { diagnostics: [report('rule-needs-result', data, at)] };
    }
    const member = options.maybe('member_column') ?? 'provider';
    const score = options.maybe('risk_column') ?? 'risk_score';
    const missing =
      (await missingColumn(context, people, ['person_id', member])) ??
      (rule === 'risk' ? await missingColumn(context, risk as string, ['person_id', score]) : undefined);
    if (missing) return { diagnostics: [missing] };
    const belongs = `(select distinct person_id, ${quoteIdentifier(member)}::varchar as member from ${context.result(people)}
      where ${quoteIdentifier(member)} is not null)`;
    // A person without a score makes the weight of the member unknown.
    const sql =
      rule === 'people'
        ? `select member, (count(*) * 10000)::hugeint from ${belongs} group by member order by member`
        : `select member, case when count(*) = count(s.score) then sum(s.score) end
           from ${belongs} b left join (select person_id, (sum(${quoteIdentifier(score)}::decimal(30,8)) * 100000000::decimal(9,0))::hugeint as score
             from ${context.result(risk as string)} group by person_id) s on s.person_id = b.person_id group by member order by member`;
    const rows = await warehouse.values(sql);
    value.set(
      rule,
      new Map(
        rows.map(([name, weight]) => [String(name), weight === null ? undefined : BigInt(String(weight))]),
      ),
    );
  }
  return { value, diagnostics: [] };
}

async function readMembers(
  context: MethodContext,
  pools: readonly Pool[],
  counted: Counts,
): Promise<Checked<Map<string, Member[]>>> {
  const { at } = context;
  const own = pools.map(({ rule }) => rule).filter((rule) => !COUNTED.includes(rule));
  const file = await csvRows(context, 'members', ['group', 'member', ...own]);
  const diagnostics: Diagnostic[] = [...file.diagnostics];
  const value = new Map<string, Member[]>();
  for (const { row, cell } of file.value ?? []) {
    const [group, id] = [cell('group'), cell('member')];
    const refuse = (column: string, text: string, expected: string) =>
      diagnostics.push(
        reportShared('file-row-refused', { option: 'members', row, column, text, expected }, at),
      );
    if (group === undefined || id === undefined) {
      refuse(group === undefined ? 'group' : 'member', '', 'north');
      continue;
    }
    const list = value.get(group) ?? [];
    if (list.some((other) => other.id === id))
      diagnostics.push(report('member-repeated', { row, member: id, group }, at));
    const weights: Record<string, bigint | undefined> = { equal: 1n };
    for (const [rule, weight] of counted) {
      // Nobody belongs to a member that is not counted: it weighs nothing.
      weights[rule] = weight.has(id) ? weight.get(id) : 0n;
    }
    for (const rule of own) {
      const text = cell(rule);
      const weight = text === undefined ? undefined : units(text);
      if (text !== undefined && weight === undefined) refuse(rule, text, '12.5');
      weights[rule] = weight;
    }
    list.push({ id, weights });
    value.set(group, list);
  }
  return { value, diagnostics };
}

async function missingColumn(
  context: MethodContext,
  result: string,
  columns: readonly string[],
): Promise<Diagnostic | undefined> {
  const found = (await context.warehouse.values(`describe ${context.result(result)}`)).map(([name]) =>
    String(name),
  );
  const column = columns.find((name) => !found.includes(name));
  if (column === undefined) return undefined;
  return report('result-column-missing', { result, column, found: found.join(', ') }, context.at);
}
