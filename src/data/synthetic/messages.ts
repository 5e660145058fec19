/** What making a synthetic population has to say. */
import { defineMessages } from '../../language/diagnostic.ts';

export const messages = defineMessages({
  'members-out-of-range': {
    severity: 'error',
    en: 'A population has between {least} and {most} members, not {members}.',
    zh: '合成人群的人数应在 {least} 至 {most} 之间，不能是 {members}。',
  },
  'years-out-of-range': {
    severity: 'error',
    en: 'A population covers between {least} and {most} years, not {years}.',
    zh: '合成人群应覆盖 {least} 至 {most} 年，不能是 {years} 年。',
  },
  'seed-out-of-range': {
    severity: 'error',
    en: 'A seed is a whole number from 0 to {most}, not {seed}.',
    zh: '随机种子应为 0 至 {most} 之间的整数，不能是 {seed}。',
  },
  'from-not-first-of-month': {
    severity: 'error',
    en: 'The first day must be the first of a month from 1950 to 2080, as 2021-01-01, not {from}.',
    zh: '起始日应为 1950 至 2080 年间某月的第一天，例如 2021-01-01，不能是 {from}。',
  },
  'country-unknown': {
    severity: 'error',
    en: 'There is no population of the country "{country}"; there are {known}.',
    zh: '没有国家“{country}”的合成人群，可用的有：{known}。',
  },
  'folder-has-other-data': {
    severity: 'error',
    en: 'The data folder "{folder}" holds other data already.',
    zh: '数据文件夹“{folder}”中已有其他数据。',
    hint: {
      en: 'A synthetic population is not mixed with other data: name another folder.',
      zh: '合成人群不与其他数据混放，请另指定一个目录。',
    },
  },
  'folder-locked': {
    severity: 'error',
    en: 'Another import into "{folder}" is under way.',
    zh: '另一个导入正在写入“{folder}”。',
    hint: { en: 'Wait until it has ended.', zh: '请等它结束后再试。' },
  },
  'generation-failed': {
    severity: 'error',
    en: 'The population could not be written: {reason}.',
    zh: '无法写出合成人群：{reason}。',
  },
});
