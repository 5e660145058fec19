/** Server-sent events: one JSON text per message, a comment now and then so that nobody takes the line for dead. */
import { PassThrough } from 'node:stream';
import type { FastifyReply } from 'fastify';

const HEARTBEAT = 15_000;
/** Bytes kept for a reader who does not read. */
const MOST_KEPT = 2 ** 20;

interface Sender {
  send(value: unknown): void;
  end(): void;
}

/** `begin` starts sending and gives what stops it, which is called when the reader goes away. */
export function stream(reply: FastifyReply, begin: (sender: Sender) => () => void): FastifyReply {
  const body = new PassThrough();
  // Whoever does not read is let go: a browser comes back by itself, and asks for all it shows.
  const write = (text: string) => {
    if (body.writableEnded || body.destroyed) return;
    if (body.writableLength + body.readableLength > MOST_KEPT) body.destroy();
    else body.write(text);
  };
  const beat = setInterval(() => write(': \n\n'), HEARTBEAT);
  beat.unref();
  write('retry: 2000\n\n');
  const stop = begin({
    send: (value) => write(`data: ${JSON.stringify(value)}\n\n`),
    end: () => body.end(),
  });
  body.on('close', () => {
    clearInterval(beat);
    stop();
  });
  return reply
    .header('content-type', 'text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .send(body);
}
