import { describe, expect, it } from 'vitest';
import { blocksOf, inlineOf } from './markdown.ts';

describe('a README', () => {
  it('is read block by block', () => {
    const text =
      '# Title\n\nOne\nparagraph.\n\n- first\n  goes on\n- second\n\n| a | b |\n|---|---|\n| 1 | x\\|y |\n\n```\ncode | here\n```\n';
    expect(blocksOf(text)).toEqual([
      { kind: 'heading', level: 1, text: 'Title' },
      { kind: 'text', text: 'One paragraph.' },
      { kind: 'list', ordered: false, items: ['first goes on', 'second'] },
      { kind: 'table', head: ['a', 'b'], rows: [['1', 'x|y']] },
      { kind: 'code', text: 'code | here' },
    ]);
  });

  it('in Chinese has no blank where a line was broken', () => {
    expect(blocksOf('结余留用，\n超支分担。')).toEqual([{ kind: 'text', text: '结余留用，超支分担。' }]);
  });

  it('keeps code, bold and links apart from text', () => {
    expect(inlineOf('See `a*b*c`, **this** and [that](https://x.org).')).toEqual([
      { kind: 'text', text: 'See ' },
      { kind: 'code', text: 'a*b*c' },
      { kind: 'text', text: ', ' },
      { kind: 'strong', text: 'this' },
      { kind: 'text', text: ' and ' },
      { kind: 'link', text: 'that', to: 'https://x.org' },
      { kind: 'text', text: '.' },
    ]);
  });

  it('that does not end what it begins loses nothing', () => {
    expect(blocksOf('```\nopen')).toEqual([{ kind: 'code', text: 'open' }]);
  });
});
