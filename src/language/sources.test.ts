import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { FAMILIES, KNOWN } from './source-words/index.ts';
import { shownSource, sourceLanguage } from './sources.ts';

const zh = (source: string) => shownSource(source, 'zh');

it('keeps citations, and puts remarks and the names of papers into Chinese', () => {
  expect(shownSource('A choice of the contract', 'en')).toBe('A choice of the contract');
  expect(zh('A choice of the contract; see us/aco-reach for one with four bands')).toBe(
    '由协议约定；四段的例子见 us/aco-reach',
  );
  expect(zh('42 CFR 425.605(a)(1)')).toBe('42 CFR 425.605(a)(1)');
  expect(zh('Wang et al., 2018; 18(4)')).toBe('Wang et al., 2018; 18(4)');
  expect(zh('42 CFR 425.605: from the first dollar')).toBe('42 CFR 425.605：从首元起计');
  expect(zh('White paper on value-based healthcare in China: Yuxi 2017')).toBe(
    '中国价值医疗白皮书：玉溪 2017',
  );
});

it('finds a remark after a semicolon, a colon or a comma, and in brackets', () => {
  expect(zh('42 CFR 412.80; not in Germany')).toBe('42 CFR 412.80；德国不适用');
  expect(zh('42 CFR 412.154(c), 412.152; 86 FR 23496: the 99th percentile')).toBe(
    '42 CFR 412.154(c), 412.152；86 FR 23496：第 99 百分位',
  );
  // A colon of a title stays its own.
  expect(zh('HFMA, CQUIN: press for change, 1 June 2016: a maximum of 5')).toBe(
    'HFMA, CQUIN: press for change，2016 年 6 月 1 日：至多 5 项',
  );
  expect(zh('80 %: 42 CFR 412.84(k)')).toBe('80%：42 CFR 412.84(k)');
  expect(zh('2 USC 901a, again in full from July 2022')).toBe('2 USC 901a，2022 年 7 月起恢复全额');
  // The longest remark that is known, with its own commas.
  expect(zh('Sutton: pneumonia, CABG, AMI, heart failure, hip/knee')).toBe(
    'Sutton：肺炎、冠脉搭桥（CABG）、急性心梗（AMI）、心力衰竭、髋膝关节置换',
  );
  expect(zh('42 CFR 512.550 (track 1 bears no losses)')).toBe('42 CFR 512.550（轨道 1 不承担超支）');
  expect(zh('42 CFR 425.604(e)(2) (10 %), 425.610(e)(2) (20 %)')).toBe(
    '42 CFR 425.604(e)(2)（10%），425.610(e)(2)（20%）',
  );
  expect(zh('not since 1997 (42 CFR 412.80)')).toBe('1997 年起取消（42 CFR 412.80）');
  // What is in brackets is taken as one, with its semicolons.
  expect(zh('42 CFR 414.1380(c)(2)(ii)(A) (payment year 2019; cost counts nothing)')).toBe(
    '42 CFR 414.1380(c)(2)(ii)(A)（2019 支付年度；费用类别权重为零）',
  );
  expect(zh('42 CFR 412.4(f) (a; b), 42 CFR 412.80 (a: b')).toBe(
    '42 CFR 412.4(f) (a; b), 42 CFR 412.80 (a: b',
  );
});

it.each([
  ['−58 %', '−58%'],
  ['17 January 2013', '2013 年 1 月 17 日'],
  ['MedCity News, July 2018', 'MedCity News，2018 年 7 月'],
  ['as at 1 January 2016', '截至 2016 年 1 月 1 日'],
  ['performance year 3', '第 3 绩效年'],
  ['performance years 1 and 2', '第 1、2 绩效年'],
  ['performance years 6 to 8', '第 6–8 绩效年'],
  ['performance year 2022', '2022 绩效年'],
  ['payment years 2020 and 2021', '2020、2021 支付年度'],
  ['payment years 2019–2024', '2019–2024 支付年度'],
  ['payment year 2024 on', '2024 支付年度起'],
  ['from FY 2019', '2019 财年起'],
  ['to performance year 2020', '至 2020 绩效年'],
  ['to performance year 5', '至第 5 绩效年'],
  ['ends with payment year 2023', '至 2023 支付年度止'],
  ['none before performance year 2019', '2019 绩效年前无此项'],
  ['none in performance year 2017', '2017 绩效年无此项'],
  ['42 CFR 425.604(d), 425.606(d) to performance year 2020', '42 CFR 425.604(d), 425.606(d)，至 2020 绩效年'],
  [
    'FY 2015 IPPS/LTCH PPS final rule (CABG from FY 2017)',
    'FY 2015 IPPS/LTCH PPS final rule（CABG，2017 财年起）',
  ],
  ['87 FR 70246, paragraph (d)(5)(i), (ii)', '87 FR 70246，第 (d)(5)(i)、(ii) 款'],
  ['42 CFR 512.550 (20 %, track 3)', '42 CFR 512.550（20%，轨道 3）'],
  ['42 CFR 425.610(d) (ENHANCED, 75 %)', '42 CFR 425.610(d)（增强轨道，75%）'],
  ['Track 2 425.606(d), BASIC 42 CFR 425.605(d)', '轨道 2：425.606(d)，基础轨道：42 CFR 425.605(d)'],
  ['Abstract of N Engl J Med 2012;367:1821–8 (Ovid)', 'N Engl J Med 2012;367:1821–8 摘要（Ovid）'],
  ['CMS mock hospital-specific report FY 2020', 'CMS 2020 财年医院专属报告样例'],
])('says by a rule: %s', (source, said) => {
  expect(zh(source)).toBe(said);
});

it('says each remark in one place', () => {
  expect(FAMILIES.reduce((sum, family) => sum + Object.keys(family).length, 0)).toBe(KNOWN.size);
});

it('shows as it is what no dictionary holds, and what is too long to be a citation', () => {
  expect(zh('constructor')).toBe('constructor');
  const long = 'Illustration; '.repeat(100_000);
  expect(zh(long)).toBe(long);
});

/** Every `source` of a document, wherever it stands. */
function sourcesOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'source' && typeof value === 'string' ? [value] : sourcesOf(value),
  );
}

/** What stays as it is cited: names and titles. What is not here and is no place of a law, number or capital letters is put into Chinese. */
const AS_CITED = [
  // laws, and what publishes them
  'Social Security Act',
  '21st Century Cures Act, section',
  'Budget Control Act of 2011',
  'CARES Act section',
  'IPPS/LTCH PPS final rule',
  'PFS final rule',
  'Administrative Rules of Montana',
  'Fallpauschalenvereinbarung',
  'Provider Data Catalog',
  'mipsMinimumScore',
  // papers
  'Wang et al., The Luohu Model, International Journal of Integrated Care',
  'De Bakker et al., Health Affairs',
  'De Bakker et al. 2012',
  'Struijs, How Bundled Health Care Payments Are Working in the Netherlands, NEJM Catalyst',
  'Struijs 2016',
  "Sutton M, Reduced mortality with Hospital Pay for Performance in England, King's Fund",
  "Sutton, King's Fund",
  'N Engl J Med',
  'BMJ Open Diabetes Research & Care',
  'aifa-registries-2021',
  'kymriah-es',
  'exa-cel-nice-ta1044',
  'exagamglogene autotemcel for severe sickle cell disease',
  // what agencies and the press wrote
  'MedCity News',
  'National Law Review',
  'AAO EyeNet',
  'Mondaq, Summary: Oncology Care Model',
  'Pearl Health, ACO REACH performance year discount',
  'NHS England, 2025/26 NHS Payment Scheme, Annex C',
  'NHS England',
  'Best Practice Tariffs',
  'press for change',
  'Statement of Financial Entitlements',
  'Focus on QOF payments',
  'how payments are calculated',
  'value of QOF point increases to £165',
  'QOF point value to rise by 3.6 % from April',
  'QOF questions and answers',
  'GP contract news',
  'Pulse',
  'Ardens',
  // people, firms and products
  'Cigna',
  'Aetna',
  'Entresto',
  'Kymriah',
  'Diabeter',
  'HbA1c',
  'Ovid',
];
/** Web addresses, places of laws, names of models, values in brackets of their Chinese names. */
const PLACES =
  /https?:\/\/\S*?(?=[：，；\s]|$)|\b[\w.-]+\.(?:com|net)\b\S*|\bPart \d+|\bSubpart [A-Z]\b|\((?:[ivx]+)\)|\b\d+a\b|\b[a-z]+\/[a-z-]+|（(?:per_diem|weight)）|mmol\/mol/g;

it('leaves no English words in what models cite, but names and titles', () => {
  const models = join(import.meta.dirname, '../../models');
  const sources = globSync('**/model.yaml', { cwd: models }).flatMap((file) =>
    sourcesOf(parse(readFileSync(join(models, file), 'utf8'))),
  );
  expect(sources.length).toBeGreaterThan(500);
  const shown = [...new Set(sources.map(zh))];
  expect(AS_CITED.filter((name) => !shown.some((text) => text.includes(name)))).toEqual([]);
  const left = shown.map((text) =>
    AS_CITED.reduce((rest, name) => rest.replaceAll(name, ''), text).replaceAll(PLACES, ''),
  );
  expect(left.filter((text) => /[a-z]{2}/.test(text))).toEqual([]);
  // Chinese has its own punctuation, and no space before a percent sign.
  expect(
    left.filter((text) => /\d %|\p{Script=Han}[,;:(]|[,;:] ?\p{Script=Han}|\)\p{Script=Han}/u.test(text)),
  ).toEqual([]);
});

it('tells in which language a citation is, for who hears it or sees it set', () => {
  expect(sourceLanguage(zh('42 CFR 425.605(d)'))).toBe('en');
  expect(sourceLanguage(zh('Calendar'))).toBe('zh-CN');
});
