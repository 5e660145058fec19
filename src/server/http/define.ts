/** What every route is made with: types from its schemas, and the parameters many of them share. */
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Answers } from '../api.ts';
import type { Bench } from '../bench.ts';

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

export type Routes = (app: App, bench: Bench) => void;

const path = z.string().min(1).max(2000);

export const runParams = z.object({ run: path.describe('The run’s folder, below the served folder.') });
export const entityParams = runParams.extend({ entity: z.string().max(200) });
export const fileParams = z.object({ file: path.describe('A file below the served folder.') });

/** One, or several of the same name. */
const many = z
  .union([z.string(), z.array(z.string())])
  .transform((one) => (Array.isArray(one) ? one : [one]));

export const narrowed = z.object({
  search: z.string().max(200).optional(),
  where: many.pipe(z.array(z.string().max(500)).max(50)).optional(),
});

export const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

/** Holds a route to what `Answers` says it answers. Of answers the compiler checks the type and the description gives it (`describe.ts`); nothing is checked again as it is sent. */
export function answer<Route extends keyof Answers, Status extends number = 200>(
  _route: Route,
  ...statuses: Status[]
): Record<Status, z.ZodType<Answers[Route]>> {
  const of = (statuses.length === 0 ? [200] : statuses) as Status[];
  return Object.fromEntries(of.map((status) => [status, z.any()])) as unknown as Record<
    Status,
    z.ZodType<Answers[Route]>
  >;
}
