/** One file of X12 through segments and envelope into the reader of its transactions. */
import type { InputFile, Intake } from '../../import/format.ts';
import { bytesOf } from '../shared/bytes.ts';
import type { Findings } from '../shared/findings.ts';
import { Envelope } from './envelope.ts';
import type { TransactionReader } from './envelope.ts';
import { Segmenter } from './segments.ts';

/** `afterChunk` is called after every megabyte or so, with all that was read up to there taken in. */
export async function readX12(
  file: InputFile,
  intake: Intake,
  type: string,
  reader: TransactionReader,
  findings: Findings,
  afterChunk: () => Promise<void>,
): Promise<void> {
  const passed = new Map<string, number>();
  let place = 0;
  let read = 0;
  const envelope = new Envelope(type, reader, {
    refuse: (reason, at, text) => intake.refuse({ file, line: at, reason, text: text.slice(0, 200) }),
    find: (code, at, text) => findings.add(code, { place: at, text }),
    passOver: (reason) => passed.set(reason, (passed.get(reason) ?? 0) + 1),
  });
  const segmenter = new Segmenter();
  const take = (chunk: Buffer, last: boolean) => {
    for (const piece of segmenter.take(chunk, last)) {
      place = piece.place;
      envelope.take(piece);
    }
  };
  const fault = (text: string) => findings.add('x12-file-broken', { place: place + 1, text });
  for await (const chunk of bytesOf(file.path, fault, (bytes) => (read += bytes))) {
    take(chunk, false);
    intake.progress(file, read);
    await afterChunk();
  }
  take(Buffer.alloc(0), true);
  envelope.finish(place);
  for (const [reason, count] of passed) intake.passOver(file, reason, count);
  await afterChunk();
}
