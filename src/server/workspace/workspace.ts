/** The folder as the overview shows it. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { decimal, decimalText, subtract } from '../../engine/decimal.ts';
import { ENGINE } from '../../engine/run/manifest.ts';
import type { ContractCard, DocumentCard, RunCard, Workspace } from '../api.ts';
import { cardParts, isStale, type CardParts } from '../runs/card.ts';
import { stampOf, type OpenRuns } from '../runs/open-runs.ts';
import { contractParts, type ContractParts } from './contracts.ts';
import type { Root } from './root.ts';
import { walk } from './walk.ts';

export class Folder {
  readonly root: Root;
  readonly #runs: OpenRuns;
  readonly #cards = new Map<string, { stamp: string; parts: Promise<CardParts | undefined> }>();
  /** Changes seen below the folder. */
  generation = 0;

  constructor(root: Root, runs: OpenRuns) {
    this.root = root;
    this.#runs = runs;
  }

  async workspace(): Promise<Omit<Workspace, 'uploadMb'>> {
    const found = await walk(this.root.folder);
    const files = found.documents.filter(({ kind }) => kind === 'contract').map(({ file }) => file);
    const contracts: { file: string; parts: ContractParts }[] = [];
    for (const file of files) {
      contracts.push({ file, parts: contractParts(file, this.generation) });
      // Checking is work; others may ask in between.
      await new Promise((resolve) => setImmediate(resolve));
    }
    const ids = new Set(contracts.map(({ parts }) => parts.contract));
    const runs: { card: RunCard; parts: CardParts }[] = [];
    for (const folder of found.runs) {
      const parts = await this.parts(folder);
      if (parts) runs.push({ card: this.#card(folder, parts, ids.has(parts.card.contract)), parts });
    }
    runs.sort((a, b) =>
      a.card.written < b.card.written
        ? 1
        : a.card.written > b.card.written
          ? -1
          : a.card.run < b.card.run
            ? -1
            : 1,
    );
    const data = await Promise.all(found.data.map((folder) => this.#data(folder)));
    return {
      name: basename(this.root.folder),
      version: ENGINE,
      empty: contracts.length + runs.length + data.length === 0,
      contracts: contracts.map(({ file, parts }) =>
        contractCard(this.root, file, parts, ownRuns(file, parts.contract, files, contracts, runs)),
      ),
      runs: runs.map(({ card }) => card),
      data,
      partial: found.partial,
    };
  }

  async documents(): Promise<DocumentCard[]> {
    const { documents } = await walk(this.root.folder);
    return documents.map(({ file, kind }) => ({ file: this.root.name(file), kind }));
  }

  /** The card of one run; `parts` are kept while `run.json` is the same. */
  async card(folder: string): Promise<RunCard | undefined> {
    const parts = await this.parts(folder);
    return parts && this.#card(folder, parts, existsSync(parts.contractFile));
  }

  parts(folder: string): Promise<CardParts | undefined> {
    const stamp = stampOf(folder);
    if (stamp === undefined) return Promise.resolve(undefined);
    this.#runs.saw(folder);
    const known = this.#cards.get(folder);
    if (known?.stamp === stamp) return known.parts;
    const parts = cardParts(folder);
    this.#cards.set(folder, { stamp, parts });
    return parts;
  }

  #card(folder: string, parts: CardParts, here: boolean): RunCard {
    return { run: this.root.name(folder), ...parts.card, stale: isStale(parts, here) };
  }

  async #data(folder: string): Promise<Workspace['data'][number]> {
    const path = this.root.name(folder);
    try {
      const { tables } = JSON.parse(await readFile(join(folder, 'data.json'), 'utf8')) as {
        tables: { name: string; standing: number }[];
      };
      const standing = (name: string) => tables.find((one) => one.name === name)?.standing;
      const claims = ['medical_claim', 'pharmacy_claim', 'inpatient_case'].flatMap(
        (name) => standing(name) ?? [],
      );
      return {
        path,
        members: standing('eligibility') ?? null,
        lines: claims.length === 0 ? null : claims.reduce((sum, one) => sum + one, 0),
      };
    } catch {
      return { path, members: null, lines: null };
    }
  }
}

/** By identifier; where several contracts have the same, each has the runs made from its own file. */
function ownRuns(
  file: string,
  contract: string,
  files: readonly string[],
  contracts: readonly { parts: { contract: string } }[],
  runs: readonly { card: RunCard; parts: CardParts }[],
): RunCard[] {
  const alike = contracts.filter(({ parts }) => parts.contract === contract).length;
  return runs
    .filter(({ card, parts }) => {
      if (card.contract !== contract) return false;
      return alike === 1 || parts.contractFile === file || !files.includes(parts.contractFile);
    })
    .map(({ card }) => card);
}

function contractCard(root: Root, file: string, parts: ContractParts, runs: RunCard[]): ContractCard {
  const [latest, before] = runs;
  const { dataFolder, ...shown } = parts;
  const data = dataFolder !== null && root.holds(dataFolder) ? root.name(dataFolder) : null;
  return {
    file: root.name(file),
    ...shown,
    data,
    runs: runs.map(({ run }) => run),
    latest: latest ?? null,
    change: changeOf(latest, before),
  };
}

/** Between totals of the same currency whose every amount is known. */
function changeOf(after: RunCard | undefined, before: RunCard | undefined): ContractCard['change'] {
  if (!after || !before || after.currency !== before.currency) return null;
  const open = [...after.payments, ...before.payments].some(({ undetermined }) => undetermined > 0);
  if (open) return null;
  return after.payments.flatMap(({ id, amount }) => {
    const was = before.payments.find((one) => one.id === id)?.amount;
    if (was === undefined) return [];
    const difference = decimalText(subtract(decimal(amount), decimal(was)), after.minorUnit);
    return [{ payment: id, difference }];
  });
}
