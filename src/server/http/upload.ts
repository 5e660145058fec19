/** A file that somebody sends: kept in a folder of its own while it is used, then gone. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Multipart } from '@fastify/multipart';
import type { FastifyError, FastifyRequest } from 'fastify';
import { failure } from './problem.ts';

interface Upload {
  /** Where it lies. */
  file: string;
  /** As the sender calls it. */
  name: string;
  fields: Record<string, string>;
}

/**
 * Takes one file and the fields beside it. What is too large is read to its end and thrown away before it is refused: a sender whose line is cut
 * in the middle never learns why.
 */
export async function withUpload<T>(
  request: FastifyRequest,
  uploadMb: number,
  use: (upload: Upload) => Promise<T>,
): Promise<T> {
  if (!request.isMultipart()) throw failure(415, 'no-upload');
  const folder = await mkdtemp(join(tmpdir(), 'openvbp-upload-'));
  try {
    const fields: Record<string, string> = {};
    let found: { file: string; name: string } | undefined;
    let tooLarge = false;
    for await (const part of partsOf(request)) {
      if (part.type === 'field') {
        fields[part.fieldname] = String(part.value);
        continue;
      }
      const ending = /^\.[a-z0-9]{1,8}$/i.exec(extname(part.filename))?.[0] ?? '.csv';
      const file = join(folder, `theirs${ending.toLowerCase()}`);
      await pipeline(part.file, createWriteStream(file)).catch((error: FastifyError) => {
        throw broken(error);
      });
      tooLarge ||= part.file.truncated;
      found = { file, name: part.filename };
    }
    if (tooLarge) throw failure(413, 'upload-too-large', { most: uploadMb });
    if (!found) throw failure(400, 'no-upload');
    return await use({ ...found, fields });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What is no multipart, or breaks off: whoever sent it is told, and not that something nobody foresaw went wrong. */
function broken(error: FastifyError): Error {
  const known = error.statusCode !== undefined || /^E[A-Z]+$/.test(String(error.code ?? ''));
  return known ? error : failure(400, 'broken-upload', { problem: error.message.split('\n')[0] ?? '' });
}

async function* partsOf(request: FastifyRequest): AsyncGenerator<Multipart> {
  const refused = (error: FastifyError) => {
    throw broken(error);
  };
  const parts = request.parts();
  for (;;) {
    const next = await parts.next().catch(refused);
    if (next.done) return;
    yield next.value;
  }
}
