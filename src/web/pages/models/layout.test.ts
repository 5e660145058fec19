import { describe, expect, it } from 'vitest';
import { layered, lineName, related, SIZES } from './layout.ts';

const links = [
  { from: 'benchmark', to: 'savings' },
  { from: 'spending', to: 'savings' },
  { from: 'savings', to: 'earned' },
  { from: 'rate', to: 'earned' },
  { from: 'earned', to: 'payment' },
];
const ids = ['benchmark', 'spending', 'rate', 'savings', 'earned', 'payment'];

describe('a layered drawing', () => {
  it('has everything right of what it is made from', () => {
    const { nodes } = layered(ids, links);
    for (const { from, to } of links) expect(nodes.get(from)?.x).toBeLessThan(nodes.get(to)?.x as number);
  });

  it('puts an input next to what it feeds, not at the far left', () => {
    const { nodes } = layered(ids, links);
    expect(nodes.get('rate')?.layer).toBe(nodes.get('savings')?.layer);
  });

  it('uncrosses lines', () => {
    const crossed = [
      { from: 'a', to: 'z' },
      { from: 'b', to: 'y' },
      { from: 'c', to: 'x' },
    ];
    const { nodes } = layered(['a', 'b', 'c', 'x', 'y', 'z'], crossed);
    const rows = (names: string) => [...names].map((id) => nodes.get(id)?.row);
    expect(rows('abc')).toEqual(rows('zyx'));
  });

  it('leads a line that passes a layer round the boxes in it', () => {
    const long = [...links, { from: 'spending', to: 'payment' }];
    const { nodes, lines } = layered(ids, long);
    const { x, y } = nodes.get('earned') as { x: number; y: number };
    const passing = (lines.get(lineName({ from: 'spending', to: 'payment' })) ?? []).filter(
      (point) => point[0] === x,
    );
    expect(passing).toHaveLength(1);
    for (const point of passing) expect(point[1] < y || point[1] > y + SIZES.height).toBe(true);
  });

  it('does not overlap, and ends where links go in a circle', () => {
    const { nodes } = layered(
      ['a', 'b', 'c'],
      [...'abc'].map((from, i) => ({ from, to: 'bca'[i] as string })),
    );
    expect(new Set([...nodes.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(3);
  });

  it('knows what belongs to a figure', () => {
    expect([...related('savings', links)].sort()).toEqual([
      'benchmark',
      'earned',
      'payment',
      'savings',
      'spending',
    ]);
  });
});
