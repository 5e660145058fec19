/** Progress for a person who waits: one spinning line on the standard error output, nothing elsewhere. */
import { fill } from '../language/diagnostic.ts';
import type { Progress } from '../engine/types.ts';
import { words } from './messages/words.ts';
import type { Terminal } from './terminal.ts';
import { printable, wrap } from './render/width.ts';

export interface Activity {
  report(progress: Progress): void;
  say(text: string): void;
  stop(): void;
}

const SILENT: Activity = { report() {}, say() {}, stop() {} };

export async function startActivity(terminal: Terminal, text: string): Promise<Activity> {
  if (!terminal.interactive) return SILENT;
  const { spinner } = await import('@clack/prompts');
  const room = (process.stderr.columns ?? 80) - 8;
  const fits = (line: string) => wrap(line, room)[0] ?? '';
  const spin = spinner({ output: process.stderr, withGuide: false });
  spin.start(fits(text));
  return {
    report({ stage, name, done, total }) {
      const share = total > 0 ? ` (${done}/${total})` : '';
      spin.message(fits(fill(words[`stage ${stage}`][terminal.lang], { name: printable(name) }) + share));
    },
    say: (words) => spin.message(fits(printable(words))),
    stop: () => spin.clear(),
  };
}
