/** What a piece of work takes, in seconds: by the clock, and of the processor, which hardly changes with what else the machine does. */
export interface Spent {
  clock: number;
  cpu: number;
}

export async function spent(work: () => Promise<unknown>): Promise<Spent> {
  const [start, used] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(used);
  return { clock: (performance.now() - start) / 1000, cpu: (user + system) / 1e6 };
}

/**
 * Each of some pieces of work in turn, several times, as other work on the machine comes and goes: what each took in each round, and by the clock how many times as long
 * as the first each took in the median round.
 */
export async function inTurns<Name extends string>(
  rounds: number,
  works: Record<Name, () => Promise<unknown>>,
): Promise<{ took: Record<Name, Spent[]>; ratio: Record<Name, number> }> {
  const names = Object.keys(works) as Name[];
  const took = Object.fromEntries(names.map((name) => [name, [] as Spent[]])) as Record<Name, Spent[]>;
  for (let round = 0; round < rounds; round += 1)
    for (const name of names) took[name].push(await spent(works[name]));
  const ratio = (name: Name) => {
    const ratios = took[name].map(({ clock }, i) => clock / (took[names[0] as Name][i] as Spent).clock);
    return ratios.sort((a, b) => a - b)[Math.floor(rounds / 2)] as number;
  };
  return {
    took,
    ratio: Object.fromEntries(names.map((name) => [name, ratio(name)])) as Record<Name, number>,
  };
}

/** `9.7, 9.9 s (19.1, 19.3 of the processor)`. */
export const shown = (all: readonly Spent[]): string =>
  `${all.map(({ clock }) => clock.toFixed(1)).join(', ')} s (${all.map(({ cpu }) => cpu.toFixed(1)).join(', ')} of the processor)`;
