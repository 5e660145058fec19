/** The page of the guide on the canonical tables, made from their definition. */
import type { Lang } from '../../language/diagnostic.ts';
import { CANONICAL } from './index.ts';
import type { CanonicalColumn, CanonicalTable } from './types.ts';

const words = {
  title: { en: 'Tables of a data folder', zh: '数据文件夹中的数据表' },
  intro: {
    en: `Every format is read into these tables. Names follow the [Tuva input layer](https://thetuvaproject.com) where it has them. What is not known
is null: never zero, never an empty text.

\`money\` and \`quantity\` are exact decimals of 18 digits, four of them after the point; \`integer\` has 64 bits; \`date\` is a day from 1900-01-01 to
2100-01-01; \`text\` has no blanks round it. Every row also has \`_source\`, \`_file\` and \`_line\`: where it was read.

This page is made from \`src/data/canonical/\`.`,
    zh: `各种格式都读入以下数据表。[Tuva 输入层](https://thetuvaproject.com)已有的字段沿用其名称。未知的值为 null，
既不是零，也不是空文本。

\`money\` 与 \`quantity\` 是 18 位精确小数，小数点后四位；\`integer\` 为 64 位整数；\`date\` 为 1900-01-01 至 2100-01-01 之间的日期；
\`text\` 首尾没有空白。每行另有 \`_source\`、\`_file\`、\`_line\`，指明读取位置。

本页由 \`src/data/canonical/\` 生成。`,
  },
  key: { en: 'Key', zh: '键' },
  versioned: {
    en: 'Rows are versions of claims: of each claim the version received last stands; after a reversal or a void none does.',
    zh: '各行是单据的不同版本：同一单据以最后收到的版本为准；冲销或作废后均不再有效。',
  },
  column: { en: 'Column', zh: '列' },
  type: { en: 'Type', zh: '类型' },
  meaning: { en: 'Meaning', zh: '含义' },
  rules: { en: 'Rules', zh: '规则' },
  required: { en: 'required', zh: '必填' },
  refers: { en: 'names a row of', zh: '对应' },
} as const;

export function tablesPage(lang: Lang): string {
  const say = (key: keyof typeof words) => words[key][lang];
  const sections = CANONICAL.map((table) => section(table, lang, say));
  return `${[`# ${say('title')}`, say('intro'), ...sections].join('\n\n')}\n`;
}

function section(table: CanonicalTable, lang: Lang, say: (key: keyof typeof words) => string): string {
  const heads = [say('column'), say('type'), say('meaning'), say('rules')];
  const key = table.key.map((name) => `\`${name}\``).join(', ');
  return [
    `## ${table.name}`,
    '',
    lang === 'zh'
      ? `${table.label.zh}。${say('key')}：${key}。`
      : `${table.label.en}. ${say('key')}: ${key}.`,
    ...(table.versioned ? ['', say('versioned')] : []),
    '',
    `| ${heads.join(' | ')} |`,
    `| ${heads.map(() => '---').join(' | ')} |`,
    ...collapsed(table.columns).map(({ name, column, label }) => {
      const cells = [`\`${name}\``, column.type, label[lang], rulesOf(column, lang, say)];
      return `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |');
    }),
  ].join('\n');
}

function rulesOf(column: CanonicalColumn, lang: Lang, say: (key: keyof typeof words) => string): string {
  const rules: string[] = [];
  if (column.required) rules.push(say('required'));
  if (column.oneOf) rules.push(column.oneOf.map((one) => `\`${one}\``).join(' · '));
  if (column.references) {
    rules.push(`${say('refers')} \`${column.references.table}.${column.references.column}\``);
  }
  return rules.join(lang === 'zh' ? '；' : '; ');
}

/** `diagnosis_code_1` … `_25` stand in one row. */
function collapsed(columns: readonly CanonicalColumn[]) {
  const rows: { name: string; column: CanonicalColumn; label: CanonicalColumn['label'] }[] = [];
  for (const column of columns) {
    const [, base, number] = /^(.*)_(\d+)$/.exec(column.name) ?? [];
    const before = rows.at(-1);
    if (base !== undefined && Number(number) > 1 && before?.name.startsWith(`${base}_1`)) {
      before.name = `${base}_1 … _${number}`;
      continue;
    }
    const plain = (text: string) => (number === '1' ? text.replace(/ 1$/, '') : text);
    rows.push({
      name: column.name,
      column,
      label: { en: plain(column.label.en), zh: plain(column.label.zh) },
    });
  }
  return rows;
}
