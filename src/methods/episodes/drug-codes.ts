/** Drugs that begin an episode: the file and the lists. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import type { MethodContext } from '../method.ts';
import { Options } from '../options.ts';
import { Codes } from '../shared/codes.ts';
import { csvRows } from '../shared/csv.ts';
import { messages } from '../shared/messages.ts';

const report = reporter(messages);

interface Drugs {
  episode: string;
  hcpcs: Codes;
  ndc: Codes;
}

export async function readDrugs(context: MethodContext): Promise<Checked<Drugs[]>> {
  const { at } = context;
  const options = new Options(context.options);
  const diagnostics: Diagnostic[] = [];
  const found = new Map<string, Drugs>();
  const of = (episode: string): Drugs => {
    const drugs = found.get(episode) ?? { episode, hcpcs: new Codes(), ndc: new Codes() };
    found.set(episode, drugs);
    return drugs;
  };
  const usual = options.maybe('episode') ?? 'chemotherapy';
  for (const code of options.list('drug_hcpcs')) of(usual).hcpcs.add(code);
  for (const code of options.list('drug_ndcs')) of(usual).ndc.add(code);
  const file = await csvRows(context, 'drugs', ['kind', 'code']);
  diagnostics.push(...file.diagnostics);
  for (const { row, cell } of file.value ?? []) {
    const kind = cell('kind')?.toLowerCase() ?? '';
    const code = cell('code');
    const refuse = (column: string, text: string, expected: string) =>
      diagnostics.push(report('file-row-refused', { option: 'drugs', row, column, text, expected }, at));
    if (kind !== 'hcpcs' && kind !== 'ndc') refuse('kind', kind, 'hcpcs, ndc');
    else if (code === undefined) refuse('code', '', 'J9035, 00310048230');
    else of(cell('episode') ?? usual)[kind].add(code);
  }
  return { value: [...found.values()], diagnostics };
}
