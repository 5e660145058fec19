/** Options of a method as its code wants them. The runner has checked their types. */
import { listItems } from '../../language/method.ts';
import type { MethodContext } from '../method.ts';

type Options = MethodContext['options'];

export const textOption = (options: Options, name: string): string | undefined =>
  options.get(name)?.trim() || undefined;

export function integerOption(options: Options, name: string): number | undefined {
  const text = textOption(options, name);
  return text === undefined ? undefined : Number(text);
}

/** The items of a list. */
export const listOption = (options: Options, name: string): string[] =>
  listItems(options.get(name) ?? '') ?? [];
