import { expect, it } from 'vitest';
import { whatIfCommand } from './command.ts';

it('a scenario is the command that gives the same', () => {
  expect(whatIfCommand('runs/aco 2023', { sharing_rate: '0.6', tier: ">= 3'" })).toBe(
    `openvbp what-if 'runs/aco 2023' --set sharing_rate=0.6 --set 'tier=>= 3'\\'''`,
  );
});
