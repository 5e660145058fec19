/** The bytes of a file in chunks, unpacked where it is gzip, whatever its name. */
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';

const CHUNK = 1 << 20;

/** The first bytes of a file, unpacked: enough to tell what it is. A file that cannot be read throws. */
export async function head(path: string, size = 4096): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytesOf(path, () => undefined)) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= size) break;
  }
  return Buffer.concat(chunks).subarray(0, size);
}

/** `onFault` is told if the file breaks off or is no proper gzip; what came before has been given. `onRead` is told of bytes of the file. */
export async function* bytesOf(
  path: string,
  onFault: (message: string) => void,
  onRead: (bytes: number) => void = () => undefined,
): AsyncGenerator<Buffer> {
  const handle = await open(path, 'r');
  const { size } = await handle.stat();
  const start = Buffer.alloc(2);
  const { bytesRead } = await handle.read(start, 0, 2, 0);
  const gzip = bytesRead === 2 && start[0] === 0x1f && start[1] === 0x8b;
  // A chunk is set aside whole: of a small file a small one.
  const highWaterMark = Math.max(1024, Math.min(CHUNK, size));
  const file = handle.createReadStream({ start: 0, highWaterMark });
  if (!gzip) {
    for await (const chunk of file) {
      onRead((chunk as Buffer).length);
      yield chunk as Buffer;
    }
    return;
  }
  const unpacked = createGunzip({ chunkSize: CHUNK });
  file.on('data', (chunk) => onRead(chunk.length));
  file.on('error', (error) => unpacked.destroy(error));
  file.pipe(unpacked);
  try {
    for await (const chunk of unpacked) yield chunk as Buffer;
  } catch (error) {
    // What has been unpacked is sound; the reader says where it ends.
    onFault(error instanceof Error ? error.message : String(error));
  } finally {
    file.destroy();
  }
}
