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
