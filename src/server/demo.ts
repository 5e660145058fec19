/** What the demo is made of, for the command and for the page: a population, and contracts of the package settled on its claims. */
import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeFolder } from '../data/disk/folders.ts';

/** Where it is made, below the folder one works in. */
export const DEMO_FOLDER = 'openvbp-demo';
export const DEMO_DATA = 'data/us';

/** The lists of practices and hospitals beside the examples are of a population with this seed, of up to 50,000 people. */
export const POPULATION = { country: 'us', members: 5000, seed: 1 };

/** In order: the last compares the capitation with fee-for-service, and finds its run beside itself. */
export const DEMO_CONTRACTS = [
  { example: 'joint-replacement', run: 'joint-replacement.run' },
  { example: 'medical-home', run: 'medical-home.run' },
  { example: 'shared-savings', run: 'shared-savings.run' },
  { example: 'capitation', run: 'dual-revenue/capitation-2022.run' },
  { example: 'dual-revenue', run: 'dual-revenue.run' },
] as const;

/** An example of the package, copied so that it can be changed; what is there already is left as the reader changed it. False: there is none. */
export async function copyExample(name: string, folder: string): Promise<boolean> {
  const example = fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));
  if (!existsSync(example)) return false;
  await makeFolder(folder);
  for (const file of readdirSync(example)) {
    const target = join(folder, file);
    if (/\.(yaml|csv)$/.test(file) && !existsSync(target)) copyFileSync(join(example, file), target);
  }
  return true;
}
