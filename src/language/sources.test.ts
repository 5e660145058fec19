import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { shownSource, sourceLanguage } from './sources.ts';

it('keeps citations, and puts remarks and the names of papers into Chinese', () => {
  expect(shownSource('A choice of the contract', 'en')).toBe('A choice of the contract');
  expect(shownSource('A choice of the contract; see us/aco-reach for one with four bands', 'zh')).toBe(
    '由协议约定；四段的例子见 us/aco-reach',
  );
  expect(shownSource('42 CFR 425.605(a)(1)', 'zh')).toBe('42 CFR 425.605(a)(1)');
  expect(shownSource('Wang et al., 2018; 18(4)', 'zh')).toBe('Wang et al., 2018; 18(4)');
  expect(shownSource('42 CFR 425.605: from the first dollar', 'zh')).toBe('42 CFR 425.605：从首元起计');
  expect(shownSource('White paper on value-based healthcare in China: Yuxi 2017', 'zh')).toBe(
    '中国价值医疗白皮书：玉溪 2017',
  );
});

/** Every `source` of a document, wherever it stands. */
function sourcesOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    key === 'source' && typeof value === 'string' ? [value] : sourcesOf(value),
  );
}

it('leaves no English words in what the Chinese models cite', () => {
  const models = join(import.meta.dirname, '../../models/cn');
  const sources = globSync('*/model.yaml', { cwd: models }).flatMap((file) =>
    sourcesOf(parse(readFileSync(join(models, file), 'utf8'))),
  );
  expect(sources.length).toBeGreaterThan(100);
  // Three words in a row are a remark; papers keep their authors and titles.
  const english = sources.filter((source) =>
    /[a-z]+ [a-z]+ [a-z]+/i.test(shownSource(source, 'zh').replace(/Wang et al.*/, '')),
  );
  expect(english).toEqual([]);
});

it('tells in which language a citation is, for who hears it or sees it set', () => {
  expect(sourceLanguage(shownSource('42 CFR 425.605(d)', 'zh'))).toBe('en');
  expect(sourceLanguage(shownSource('Calendar', 'zh'))).toBe('zh-CN');
});
