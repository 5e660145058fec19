/** Options of a method as its code wants them. The runner has checked their types. */
import type { MethodContext } from '../method.ts';

type Options = MethodContext['options'];

export const textOption = (options: Options, name: string): string | undefined =>
  options.get(name)?.trim() || undefined;

export function integerOption(options: Options, name: string): number | undefined {
  const text = textOption(options, name);
  return text === undefined ? undefined : Number(text);
}

export const booleanOption = (options: Options, name: string): boolean => options.get(name) === 'true';

/** The parts of a list: between commas, semicolons or line ends, Chinese ones too, without blanks round them. */
export function listOption(options: Options, name: string): string[] {
  return (options.get(name) ?? '')
    .split(/[,，;；、\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
