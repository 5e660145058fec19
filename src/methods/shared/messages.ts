import { defineMessages } from '../../language/diagnostic.ts';

export const messages = defineMessages({
  'file-row-refused': {
    severity: 'error',
    en: 'line {row} of the file of `{option}`: {column} cannot be "{text}"',
    zh: '`{option}` 的文件第 {row} 行：{column} 不能为“{text}”',
    hint: { en: 'Expected: {expected}.', zh: '应为：{expected}。' },
  },
  'file-row-repeated': {
    severity: 'error',
    en: 'lines {first} and {row} of the file of `{option}` say different things of {what}',
    zh: '`{option}` 的文件第 {first} 行与第 {row} 行对 {what} 的规定不一致',
    hint: {
      en: 'Keep one of them, or let their dates not overlap.',
      zh: '请保留其中一行，或使两行的有效期不重叠。',
    },
  },
  'cases-claimed': {
    severity: 'warning',
    en: '{count} inpatient cases (total fee together {amount}) are stays that are in the claims too: they count there, not as cases',
    zh: '{count} 个住院病例（总费用合计 {amount}）在医疗费用明细中另有同一次住院的单据：按明细计入，不再按病例计入',
  },
  'plan-unknown': {
    severity: 'warning',
    en: '`plans`: no coverage has the plan {plan}; the plans there are: {found}',
    zh: '`plans`：参保信息中没有险种 {plan}；现有险种为 {found}',
  },
  'plan-none': {
    severity: 'warning',
    en: '`plans`: no coverage has the plan {plan}, or names any plan at all',
    zh: '`plans`：参保信息中没有险种 {plan}，也未载明任何险种',
  },
  'lines-after-as-of': {
    severity: 'warning',
    en: '{count} {count|line|lines} (together {amount}) {count|lies|lie} after {as_of}, the as-of date, and {count|is|are} left out: the figures stand as of that day',
    zh: '有 {count} 条明细（合计 {amount}）的服务日期晚于截至日期 {as_of}，未予计入：结果为截至该日的数',
  },
  'document-unreadable': {
    severity: 'error',
    en: '{path} cannot be read: {reason}',
    zh: '无法读取 {path}：{reason}',
  },
  'document-syntax': {
    severity: 'error',
    en: '{path} is not YAML as it stands: {reason}',
    zh: '{path} 不是有效的 YAML：{reason}',
  },
  'document-key': {
    severity: 'error',
    en: '{path}, {where}: no such word here: {key}',
    zh: '{path} 的 {where} 处不应有 {key}',
  },
  'document-value': {
    severity: 'error',
    en: '{path}: {where} is missing or cannot be this; expected: {expected}',
    zh: '{path}：{where} 缺失或取值无效；应为：{expected}',
  },
});
