/** Server-sent events: one JSON text per message, a comment now and then so that nobody takes the line for dead. */
import { PassThrough } from 'node:stream';
import type { FastifyReply } from 'fastify';

const HEARTBEAT = 15_000;

export interface Sender {
  send(value: unknown): void;
  end(): void;
}

/** `begin` starts sending and gives what stops it, which is called when the reader goes away. */
export function stream(reply: FastifyReply, begin: (sender: Sender) => () => void): FastifyReply {
  const body = new PassThrough();
  const beat = setInterval(() => body.write(': \n\n'), HEARTBEAT);
  beat.unref();
  body.write('retry: 2000\n\n');
  const stop = begin({
    send: (value) => void (body.writableEnded || body.write(`data: ${JSON.stringify(value)}\n\n`)),
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
