/** What begins an episode: the file of triggers and the lists, read and checked. */
import type { Checked, Diagnostic } from '../../language/diagnostic.ts';
import { reporter } from '../../language/diagnostic.ts';
import type { MethodContext } from '../method.ts';
import { Options } from '../options.ts';
import { Codes } from '../shared/codes.ts';
import { csvRows } from '../shared/csv.ts';
import { messages as sharedMessages } from '../shared/messages.ts';
import { messages } from './messages.ts';

const report = reporter(messages);
const reportShared = reporter(sharedMessages);

/** `diagnosis` is the principal one, `any_diagnosis` and `procedure` any of the claim's. */
const TRIGGER_KINDS = ['drg', 'procedure', 'hcpcs', 'diagnosis', 'any_diagnosis'] as const;
export type TriggerKind = (typeof TRIGGER_KINDS)[number];
export const SETTINGS = ['inpatient', 'outpatient', 'professional'] as const;

export interface Trigger {
  episode: string;
  /** 1 comes first; undefined last. */
  priority: number | undefined;
  /** Empty: those of the option `settings`. */
  settings: string[];
  codes: Map<TriggerKind, Codes>;
}

export async function readTriggers(context: MethodContext): Promise<Checked<Trigger[]>> {
  const { at } = context;
  const options = new Options(context.options);
  const diagnostics: Diagnostic[] = [];
  const triggers = new Map<string, Trigger>();
  const of = (episode: string, setting: string | undefined): Trigger => {
    const key = JSON.stringify([episode, setting]);
    const found = triggers.get(key);
    if (found) return found;
    const settings = setting === undefined ? [] : [setting];
    const made: Trigger = { episode, priority: undefined, settings, codes: new Map() };
    triggers.set(key, made);
    return made;
  };
  const add = (one: Trigger, kind: TriggerKind, code: string) => {
    const codes = one.codes.get(kind) ?? new Codes();
    codes.add(code);
    one.codes.set(kind, codes);
  };
  const refuse = (option: string, row: number | string, column: string, text: string, expected: string) =>
    diagnostics.push(reportShared('file-row-refused', { option, row, column, text, expected }, at));

  const lists = {
    trigger_drgs: 'drg',
    trigger_procedures: 'procedure',
    trigger_hcpcs: 'hcpcs',
    trigger_diagnoses: 'diagnosis',
  } as const;
  for (const [option, kind] of Object.entries(lists)) {
    for (const code of options.list(option)) {
      add(of(options.maybe('episode') ?? 'episode', undefined), kind, code);
    }
  }
  const priorities = new Map<string, { row: number; priority: number }>();
  const file = await csvRows(context, 'triggers', ['episode', 'kind', 'code']);
  diagnostics.push(...file.diagnostics);
  for (const { row, cell } of file.value ?? []) {
    const [episode, code, setting, priority] = ['episode', 'code', 'setting', 'priority'].map(cell);
    const kind = cell('kind')?.toLowerCase() ?? '';
    if (episode === undefined) refuse('triggers', row, 'episode', '', 'LEJR');
    else if (!isOneOf(TRIGGER_KINDS, kind)) refuse('triggers', row, 'kind', kind, TRIGGER_KINDS.join(', '));
    else if (code === undefined) refuse('triggers', row, 'code', '', '470, M16*');
    else if (setting !== undefined && !isOneOf(SETTINGS, setting))
      refuse('triggers', row, 'setting', setting, SETTINGS.join(', '));
    else if (priority !== undefined && !/^\d{1,6}$/.test(priority))
      refuse('triggers', row, 'priority', priority, '1, 2, 3');
    else {
      add(of(episode, setting), kind, code);
      if (priority === undefined) continue;
      const before = priorities.get(episode);
      if (before && before.priority !== Number(priority)) {
        const data = { option: 'triggers', first: before.row, row, what: `${episode} (priority)` };
        diagnostics.push(reportShared('file-row-repeated', data, at));
      } else priorities.set(episode, { row, priority: Number(priority) });
    }
  }
  for (const one of triggers.values()) one.priority = priorities.get(one.episode)?.priority;
  if (triggers.size === 0 && diagnostics.length === 0) {
    const names = ['triggers', ...Object.keys(lists)].join('`, `');
    diagnostics.push(report('no-trigger-codes', { options: names }, at));
  }
  return { value: [...triggers.values()], diagnostics };
}

function isOneOf<T extends string>(list: readonly T[], text: string): text is T {
  return (list as readonly string[]).includes(text);
}
