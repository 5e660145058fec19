/** Lines of NDJSON, plain or .gz, one at a time. Only a line feed ends a line: JSON may hold U+2028, at which Node's readline would cut. */
import { createReadStream } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { createGunzip } from 'node:zlib';

/** Blank lines are passed over, and counted. Throws what the disk or the decompression says. */
export async function* linesOf(file: string): AsyncGenerator<{ line: number; text: string }> {
  const raw = createReadStream(file);
  const stream = file.endsWith('.gz') ? raw.pipe(createGunzip()) : raw;
  raw.on('error', (error) => stream.destroy(error));
  const decoder = new StringDecoder('utf8');
  let line = 0;
  let rest: string[] = [];
  for await (const chunk of stream) {
    const parts = decoder.write(chunk as Buffer).split('\n');
    for (const [n, part] of parts.entries()) {
      rest.push(part);
      if (n === parts.length - 1) break;
      line += 1;
      const text = whole(rest, line);
      rest = [];
      if (text !== '') yield { line, text };
    }
  }
  const text = whole([...rest, decoder.end()], line + 1);
  if (text !== '') yield { line: line + 1, text };
}

function whole(parts: readonly string[], line: number): string {
  const text = parts.join('').trim();
  return line === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text;
}
