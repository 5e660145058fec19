/** All methods. A family adds its own here, in one line. */
import type { MethodSignature } from '../language/method.ts';
import type { Method } from './method.ts';

export const METHODS: readonly Method[] = [];

export function findMethod(name: string): Method | undefined {
  return METHODS.find((method) => method.name === name);
}

/** What the checking of contracts knows of them. */
export function methodSignatures(methods: readonly Method[] = METHODS): MethodSignature[] {
  return methods.map(({ name, title, options, columns }) => ({ name, title, options, columns }));
}
