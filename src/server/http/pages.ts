/** The pages: files of `dist/web`; the first page carries the nonce its editor's styles need. */
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { problemOf } from './problem.ts';

export function servePages(app: FastifyInstance, folder: string): void {
  app.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: false,
    serve: false,
    // Vite names what it builds by its content.
    setHeaders: (reply, path) =>
      void reply.setHeader(
        'cache-control',
        /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ),
  });
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const path = decodeURIComponent((request.params as { '*': string })['*']);
    if (path.startsWith('api/')) return reply.callNotFound();
    if (
      path !== '' &&
      path !== 'index.html' &&
      !path.split('/').includes('..') &&
      existsSync(join(folder, path))
    )
      return reply.sendFile(path);
    if (/\.\w+$/.test(path) && path !== 'index.html') return reply.callNotFound();
    // Pages are told apart after the #: an address without one, as typed from memory, begins at the first.
    if (path !== '' && path !== 'index.html') return reply.redirect('/');
    const index = join(folder, 'index.html');
    if (!existsSync(index)) {
      const { message } = problemOf('no-pages');
      return reply.status(503).type('text/plain; charset=utf-8').send(`${message.en}\n${message.zh}\n`);
    }
    const html = await readFile(index, 'utf8');
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(html.replace(/<head>/i, `<head>\n    <meta property="csp-nonce" nonce="${reply.nonce}" />`));
  });
}
