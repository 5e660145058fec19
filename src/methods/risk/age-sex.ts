/**
 * `risk.age-sex`: each person's expected cost against the average, by age and sex alone: the oldest way to adjust a payment per person (the
 * demographic part of 42 CFR 422.308(c); age and sex weights of capitation in English primary care; 按年龄性别调整的人头费用).
 */
import type { Diagnostic } from '../../language/diagnostic.ts';
import { hasErrors, reporter } from '../../language/diagnostic.ts';
import type { Method, MethodContext } from '../method.ts';
import { option, Options } from '../options.ts';
import { decimalFraction } from '../shared/decimal.ts';
import type { Band, Factor } from './cells.ts';
import { estimate, normaliser } from './cells.ts';
import { messages, reasons } from './messages.ts';
import { bySex, missingColumn, placePeople, seenCells } from './people.ts';
import { writeScores } from './scores.ts';
import { readFactors } from './table.ts';

const report = reporter(messages);

export const ageSex: Method = {
  name: 'risk.age-sex',
  title: { en: 'Risk by age and sex', zh: '按年龄、性别的风险调整' },
  about: {
    en: 'Relative factors by age band and sex, from a table or as mean of the cell over the overall mean of a spending result, with a mean of 1 over the reference population.',
    zh: '按年龄段与性别的相对系数：取自系数表，或以费用结果中各组均值除以总体均值估计，并使参照人群均值为 1。',
  },
  source:
    '42 CFR 422.308(c); credibility: H. Bühlmann, Experience rating and credibility, ASTIN Bulletin 4 (1967)',
  reads: ['eligibility'],
  options: [
    option('people', 'result', 'People to score', '需计分的人员', { needs: ['person_id'] }),
    option(
      'reference',
      'result',
      'Reference population; without it, the same people',
      '参照人群，缺省为同一人群',
      { optional: true, needs: ['person_id'] },
    ),
    option('amount_column', 'text', 'Column of spending in the reference', '参照人群中的费用列', {
      default: 'amount',
    }),
    option(
      'exposure_column',
      'text',
      'Column of time covered in it; without, each person is 1',
      '其中的参保时长列，缺省每人计 1',
    ),
    option('factors', 'file', 'Table: sex, from, to, factor', '系数表：sex、from、to、factor'),
    option(
      'ages',
      'list',
      'Or bands to estimate factors for: first ages',
      '或用于估计的年龄段：各段起始年龄',
    ),
    option('by_sex', 'boolean', 'Sexes apart', '区分性别', { default: 'true' }),
    option('age_on', 'date', 'Day of the age; without it, the period’s first', '年龄计算日，缺省为期间首日'),
    option('reference_age_on', 'date', 'The same for the reference', '参照人群的年龄计算日'),
    option('minimum_people', 'integer', 'People a cell must have', '每组最少人数', { default: '1' }),
    option(
      'empty',
      'text',
      'Cells of fewer: borrow from the nearest band, or unknown',
      '人数不足的组：借用相邻年龄段或视为未知',
      { oneOf: ['borrow', 'unknown'], default: 'borrow' },
    ),
    option('credibility', 'decimal', 'People at whose number a cell counts half', '可信度取一半时的人数'),
    option('normalise', 'boolean', 'Mean 1 over the reference', '使参照人群均值为 1', { default: 'true' }),
  ],
  columns: [
    { name: 'person_id', type: 'text', label: { en: 'Person', zh: '参保人' }, key: true },
    { name: 'age', type: 'integer', label: { en: 'Age', zh: '年龄' } },
    {
      name: 'sex',
      type: 'text',
      label: { en: 'Sex', zh: '性别' },
      values: {
        female: { en: 'female', zh: '女' },
        male: { en: 'male', zh: '男' },
        all: { en: 'both', zh: '不分性别' },
      },
    },
    { name: 'band', type: 'text', label: { en: 'Age band', zh: '年龄段' } },
    {
      name: 'factor',
      type: 'decimal',
      label: { en: 'Factor before it is brought to mean 1', zh: '归一前系数' },
    },
    { name: 'risk_score', type: 'decimal', label: { en: 'Risk score', zh: '风险分' } },
    { name: 'reason', type: 'text', label: { en: 'Why it is unknown or borrowed', zh: '未知或借用的原因' } },
  ],
  reasons,
  compute,
};

async function compute(context: MethodContext): Promise<Diagnostic[]> {
  const { warehouse, at } = context;
  const options = new Options(context.options);
  const diagnostics: Diagnostic[] = [];
  const people = options.maybe('people') ?? '';
  const reference = options.maybe('reference') ?? people;
  const given = await bandsAndFactors(context);
  diagnostics.push(...given.diagnostics);
  if (!given.bands) return diagnostics;
  const estimated = given.factors === undefined;
  const exposure = options.maybe('exposure_column');
  const amount = estimated ? (options.maybe('amount_column') ?? 'amount') : undefined;
  const missing = await missingColumn(context, reference, [amount, exposure]);
  if (missing) diagnostics.push(missing);
  if (hasErrors(diagnostics)) return diagnostics;

  const learnt = await placePeople(context, {
    result: reference,
    bands: given.bands,
    ageOn: options.maybe('reference_age_on') ?? options.maybe('age_on') ?? context.period.from,
    amount,
    exposure,
  });
  const seen = await seenCells(context, learnt, diagnostics);
  const factors =
    given.factors ??
    estimate(seen, given.bands.length, bySex(context) ? ['female', 'male'] : ['all'], {
      minimumPeople: BigInt(options.maybeInteger('minimum_people') ?? 1),
      borrow: options.maybe('empty') !== 'unknown',
      credibility: decimalFraction(options.maybe('credibility')),
    });
  await warehouse.run(`drop table ${learnt}`);
  if (!factors) return [...diagnostics, report('nothing-spent', {}, at)];
  const scale = options.maybe('normalise') === 'false' ? undefined : normaliser(factors, seen);
  const placed = await placePeople(context, {
    result: people,
    bands: given.bands,
    ageOn: options.maybe('age_on') ?? context.period.from,
    amount: undefined,
    exposure: undefined,
  });
  diagnostics.push(...(await writeScores(context, placed, given.bands, factors, scale)));
  await warehouse.run(`drop table ${placed}`);
  return diagnostics;
}

/** Bands, and the factors where a table gives them. */
async function bandsAndFactors(
  context: MethodContext,
): Promise<{ bands?: Band[]; factors?: Factor[]; diagnostics: Diagnostic[] }> {
  const { at } = context;
  const options = new Options(context.options);
  const ages = options.list('ages');
  if (options.has('factors') === ages.length > 0) return { diagnostics: [report('factors-or-ages', {}, at)] };
  if (options.has('factors')) {
    const { value, diagnostics } = await readFactors(context);
    return value && !hasErrors(diagnostics) ? { ...value, diagnostics } : { diagnostics };
  }
  const starts = ages.map(Number);
  const rising = starts.every(
    (age, i) => Number.isSafeInteger(age) && age >= 0 && (i === 0 || age > (starts[i - 1] as number)),
  );
  if (!rising || starts[0] !== 0)
    return { diagnostics: [report('ages-unusable', { text: ages.join(', ') }, at)] };
  const bands = starts.map((from, i) => {
    const next = starts[i + 1];
    return { from, to: next === undefined ? undefined : next - 1 };
  });
  return { bands, diagnostics: [] };
}
