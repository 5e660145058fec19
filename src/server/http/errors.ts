/** Every failure becomes a `Problem` with a status; nothing a request does ends the server. */
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { Problem } from '../api.ts';
import { Failure, problemOf, unforeseen } from './problem.ts';

export function answerFailures(app: FastifyInstance, uploadMb: number): void {
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const { status, problem } = answerOf(error, uploadMb);
    if (status === 500 && process.env['OPENVBP_DEBUG']) console.error(error);
    return reply.status(status).type('application/json; charset=utf-8').send(JSON.stringify(problem));
  });
  app.setNotFoundHandler((request, reply) =>
    reply
      .status(404)
      .type('application/json; charset=utf-8')
      .send(JSON.stringify(problemOf('no-address', { url: request.url.slice(0, 200) }))),
  );
}

/** An address that is no text (`%E0%A4%A`): refused before there is a route. */
export function answerBadAddress(error: FastifyError, _request: unknown, reply: FastifyReply): void {
  const { status, problem } = answerOf(error, 0);
  void reply.status(status).type('application/json; charset=utf-8').send(JSON.stringify(problem));
}

function answerOf(error: FastifyError, uploadMb: number): { status: number; problem: Problem } {
  if (error instanceof Failure) return { status: error.status, problem: error.problem };
  if (hasZodFastifySchemaValidationErrors(error)) {
    const problem = error.validation
      .map(({ instancePath, message }) => `${instancePath.replace(/^\//, '') || 'body'}: ${message ?? '?'}`)
      .join('; ');
    return { status: 400, problem: problemOf('bad-request', { problem }) };
  }
  if (error.code === 'FST_REQ_FILE_TOO_LARGE')
    return { status: 413, problem: problemOf('upload-too-large', { most: uploadMb }) };
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return { status: 413, problem: problemOf('body-too-large') };
  const { statusCode } = error;
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500)
    return { status: statusCode, problem: problemOf('bad-request', { problem: error.message }) };
  return unforeseen(error);
}
