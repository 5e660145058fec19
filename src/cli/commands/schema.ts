/** `openvbp schema model|contract|tests`: the JSON Schema an editor checks and completes documents with. */
import { CallError, report } from '../arguments.ts';
import { OK, type ExitCode, type Terminal } from '../terminal.ts';

const KINDS = ['model', 'contract', 'tests'] as const;

export async function schema(terminal: Terminal, [document = '']: string[]): Promise<ExitCode> {
  const kind = KINDS.find((one) => one === document);
  if (!kind) {
    throw new CallError(
      report('bad-option', { option: 'DOCUMENT', value: document, form: KINDS.join(' | ') }),
    );
  }
  const { jsonSchema } = await import('../../language/index.ts');
  // The schema itself, under --json too: it is meant to be written to a file.
  terminal.out(JSON.stringify(jsonSchema(kind), null, 2));
  return OK;
}
