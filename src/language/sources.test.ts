import { expect, it } from 'vitest';
import { shownSource } from './sources.ts';

it('keeps citations, and puts remarks and the names of papers into Chinese', () => {
  expect(shownSource('A choice of the contract', 'en')).toBe('A choice of the contract');
  expect(shownSource('A choice of the contract; see us/aco-reach for one with four bands', 'zh')).toBe(
    '由协议约定；四段的例子见 us/aco-reach',
  );
  expect(shownSource('42 CFR 425.605(a)(1)', 'zh')).toBe('42 CFR 425.605(a)(1)');
  expect(shownSource('Wang et al., 2018; 18(4)', 'zh')).toBe('Wang et al., 2018; 18(4)');
  expect(shownSource('42 CFR 425.605: from the first dollar', 'zh')).toBe('42 CFR 425.605：从首元起计');
  expect(shownSource('White paper on value-based healthcare in China: Yuxi 2017', 'zh')).toBe(
    '中国价值医疗白皮书：Yuxi 2017',
  );
});
