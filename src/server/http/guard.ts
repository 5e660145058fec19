/** Who may ask, and from where: the key, the host's name, the origin of what writes, and the headers that bind the page. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { failure } from './problem.ts';

const COOKIE = 'openvbp';

/** Browsers keep cookies by host, whatever the port: two servers of one machine have two names, or each would lock out the other's pages. */
const cookieOf = (token: string) =>
  `${COOKIE}-${createHash('sha256').update(token).digest('hex').slice(0, 12)}`;

export interface Access {
  /** Asked of everybody where it is given. */
  token?: string | undefined;
  /** The name or address the server listens on. */
  host: string;
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

export const newToken = (): string => randomBytes(24).toString('base64url');

/** Compared in the same time wherever they differ. */
function sameToken(given: string, token: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(token));
}

export function guard(app: FastifyInstance, access: Access): void {
  app.decorateReply('nonce', '');
  app.addHook('onRequest', async (request, reply) => {
    reply.nonce = randomBytes(16).toString('base64');
    // A page of another name that resolves to this machine (DNS rebinding). With a key there is no need: it has none.
    if (access.token === undefined && !isOwnHost(hostOf(request), access.host))
      throw failure(421, 'wrong-host', { host: hostOf(request).slice(0, 100) });
    if (access.token !== undefined && !isAllowed(request, access.token)) {
      if (!entersWithKey(request, access.token)) throw failure(401, 'key-required');
      return enter(request, reply, access.token);
    }
    if (!['GET', 'HEAD'].includes(request.method)) refuseOtherOrigins(request);
  });
  app.addHook('onSend', async (request, reply) => {
    // Answers change with the folder, and are somebody's money: no cache keeps them.
    if (/^\/api(\/|\?|$)/.test(request.url) && !reply.hasHeader('cache-control'))
      reply.header('cache-control', 'no-store');
    for (const [name, value] of Object.entries(headersOf(reply.nonce))) reply.header(name, value);
  });
}

declare module 'fastify' {
  interface FastifyReply {
    /** Of this answer: a style made by the page's own code carries it. */
    nonce: string;
  }
}

/** `127.0.0.1:8080` → `127.0.0.1`, `[::1]:8080` → `::1`. */
function hostOf(request: FastifyRequest): string {
  const host = request.headers.host ?? '';
  return /^\[([^\]]*)\]/.exec(host)?.[1] ?? host.replace(/:\d+$/, '').toLowerCase();
}

const isOwnHost = (host: string, own: string) => isLoopback(host) || host === own.toLowerCase();

function isAllowed(request: FastifyRequest, token: string): boolean {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const cookie = (request.headers.cookie ?? '')
    .split(';')
    .map((one) => one.trim())
    .find((one) => one.startsWith(`${cookieOf(token)}=`))
    ?.slice(cookieOf(token).length + 1);
  return (
    (bearer !== undefined && sameToken(bearer, token)) ||
    (cookie !== undefined && sameToken(cookie, encodeURIComponent(token)))
  );
}

function entersWithKey(request: FastifyRequest, token: string): boolean {
  const given = new URL(request.url, 'http://x').searchParams.get('token');
  return request.method === 'GET' && given !== null && sameToken(given, token);
}

/** The first visit: the key goes from the address into a cookie, so that it is not sent on with the address. */
function enter(request: FastifyRequest, reply: FastifyReply, token: string): FastifyReply {
  const url = new URL(request.url, 'http://x');
  url.searchParams.delete('token');
  return reply
    .header('set-cookie', `${cookieOf(token)}=${encodeURIComponent(token)}; Path=/; HttpOnly; SameSite=Lax`)
    .header('cache-control', 'no-store')
    .redirect(`${url.pathname.replace(/^\/+/, '/')}${url.search}`);
}

function refuseOtherOrigins(request: FastifyRequest): void {
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const refuse = () => failure(403, 'wrong-origin', { origin: String(origin ?? site).slice(0, 200) });
  if (origin !== undefined && !sameHost(origin, request.headers.host ?? '')) throw refuse();
  if (site === 'cross-site') throw refuse();
}

function sameHost(origin: string, host: string): boolean {
  try {
    return new URL(origin).host === host.toLowerCase();
  } catch {
    return false;
  }
}

/** Everything from here; charts set styles of single elements (never sheets), which `style-src-attr` allows. */
function headersOf(nonce: string): Record<string, string> {
  const policy = {
    'default-src': "'self'",
    'script-src': "'self'",
    'style-src': `'self' 'nonce-${nonce}'`,
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self' data: blob:",
    'connect-src': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  };
  return {
    'content-security-policy': Object.entries(policy)
      .map(([name, value]) => `${name} ${value}`)
      .join('; '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
  };
}
