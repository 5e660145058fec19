/** Scores of people from the factors of their cells. */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import { quoteLiteral } from '../../warehouse/warehouse.ts';
import type { MethodContext } from '../method.ts';
import { MONEY } from '../shared/exact.ts';
import type { Fraction } from '../shared/fraction.ts';
import { times } from '../shared/fraction.ts';
import type { Band, Factor } from './cells.ts';
import { millionths } from './cells.ts';
import { messages, reasons } from './messages.ts';
import type { Reason } from './messages.ts';

const report = reporter(messages);

export async function writeScores(
  context: MethodContext,
  placed: string,
  bands: readonly Band[],
  factors: readonly Factor[],
  scale: Fraction | undefined,
): Promise<Diagnostic[]> {
  const { warehouse, at } = context;
  const cells = context.temporary();
  const decimal = (factor: Fraction | undefined) =>
    factor === undefined
      ? 'null'
      : `(${millionths(factor)}::hugeint::decimal(32,0) * 0.000001::decimal(6,6))`;
  const label = (i: number) => {
    const { from, to } = bands[i] as Band;
    return to === undefined ? `${from}+` : to === from ? String(from) : `${from}-${to}`;
  };
  const rows = factors.map(({ sex, band, factor, reason }) => {
    const score = factor && (scale ? times(factor, scale) : factor);
    const why = reason === undefined ? 'null' : quoteLiteral(reason);
    return `(${quoteLiteral(sex)}, ${band}, ${quoteLiteral(label(band))}, ${decimal(factor)}, ${decimal(score)}, ${why})`;
  });
  await warehouse.run(`
    create table ${cells} (sex varchar, band integer, label varchar, factor decimal(38,6), score decimal(38,6), reason varchar);
    insert into ${cells} values ${rows.join(', ')}`);
  // Where the table tells the sexes apart but a person's is unknown, a row for all still holds.
  await warehouse.run(`
    create table ${context.into} as
    select p.person_id, p.age, p.sex, c.label as band, c.factor, c.score as risk_score,
      case when c.score is null then coalesce(p.unplaced, c.reason, 'no-factor') else c.reason end as reason
    from ${placed} p left join ${cells} c on c.band = p.band
      and c.sex = case when p.cell_sex in (select sex from ${cells}) then p.cell_sex else 'all' end
    order by p.person_id`);
  if (context.lines) {
    await warehouse.run(`
      create table ${context.lines} as
      select person_id as key, 'eligibility' as "table", _source, _file, _line, null::varchar as claim_id, null::bigint as claim_line_number,
        birth_date as service_date, null::${MONEY} as amount, unplaced is null as counted, unplaced as reason
      from ${placed} where _line is not null order by key`);
  }
  const [several] = await warehouse.values(`select count(*) from ${placed} where birthdays > 1`);
  const diagnostics: Diagnostic[] = [];
  const differ = Number(several?.[0] ?? 0);
  if (differ > 0) diagnostics.push(report('birthdays-differ', { count: differ }, at));
  const unknown = await warehouse.values(
    `select reason, count(*) from ${context.into} where risk_score is null group by reason order by reason`,
  );
  if (unknown.length > 0) {
    const count = unknown.reduce((a, [, n]) => a + Number(n), 0);
    const said = (lang: 'en' | 'zh') =>
      unknown
        .map(([reason, n]) => `${reasons[String(reason) as Reason][lang]} (${n})`)
        .join(lang === 'en' ? ', ' : '，');
    const codes = unknown.map(([reason]) => String(reason)).join(', ');
    const found = report('not-scored', { count, reasons: codes }, at);
    const put = (words: string, lang: 'en' | 'zh') => words.replace(codes, said(lang));
    diagnostics.push({
      ...found,
      message: { en: put(found.message.en, 'en'), zh: put(found.message.zh, 'zh') },
    });
  }
  await warehouse.run(`drop table ${cells}`);
  return diagnostics;
}
