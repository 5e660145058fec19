/** Who may ask, and what an answer allows the page. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking, type Asking } from '../../../test/support/asking.ts';
import { serve } from '../serve.ts';

const folder = mkdtempSync(join(tmpdir(), 'openvbp-guard-'));
let open: Asking;
let closed: Asking;
beforeAll(async () => {
  open = await asking({ folder });
  closed = await asking({ folder, host: '0.0.0.0', token: 'secret-key' });
});
afterAll(async () => {
  await open.app.close();
  await closed.app.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (at: Asking, url: string, headers: Record<string, string> = {}) =>
  at.app.inject({ method: 'GET', url, headers });

describe('on this machine', () => {
  it('answers under its own names only', async () => {
    for (const host of ['localhost', '127.0.0.1:8627', '[::1]:8627'])
      expect((await get(open, '/api/jobs', { host })).statusCode).toBe(200);
    const rebound = await get(open, '/api/jobs', { host: 'evil.example' });
    expect([rebound.statusCode, rebound.json()]).toEqual([
      421,
      expect.objectContaining({ code: 'wrong-host' }),
    ]);
  });

  it('lets no other site change anything', async () => {
    const post = (headers: Record<string, string>) =>
      open.app.inject({
        method: 'DELETE',
        url: '/api/jobs/x',
        headers: { host: 'localhost:8627', ...headers },
      });
    expect((await post({ origin: 'http://localhost:8627' })).statusCode).toBe(404);
    expect((await post({})).statusCode).toBe(404);
    for (const headers of [
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ])
      expect((await post(headers as Record<string, string>)).json()).toMatchObject({ code: 'wrong-origin' });
  });

  it('lets no cache keep an answer', async () => {
    for (const url of ['/api/workspace', '/api/jobs', '/api/nothing'])
      expect((await get(open, url)).headers['cache-control']).toBe('no-store');
  });

  it('binds the page to this server', async () => {
    const { headers } = await get(open, '/api/jobs');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).toMatch(/style-src 'self' 'nonce-[^']+';/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    const again = await get(open, '/api/jobs');
    expect(again.headers['content-security-policy']).not.toBe(policy);
  });
});

describe('elsewhere', () => {
  it('asks for the key, once', async () => {
    expect((await get(closed, '/api/jobs')).json()).toMatchObject({ code: 'key-required' });
    expect((await get(closed, '/api/jobs?token=wrong')).statusCode).toBe(401);
    const entered = await get(closed, '/api/jobs?x=1&token=secret-key');
    expect(entered.statusCode).toBe(302);
    expect(entered.headers.location).toBe('/api/jobs?x=1');
    const cookie = String(entered.headers['set-cookie']);
    const wrong = cookie.replace('secret-key', 'secret-ke').split(';')[0] ?? '';
    expect((await get(closed, '/', { cookie: wrong })).statusCode).toBe(401);
    expect(cookie).toMatch(/HttpOnly; SameSite=Lax/);
    expect((await get(closed, '/api/jobs', { cookie: cookie.split(';')[0] ?? '' })).statusCode).toBe(200);
    expect((await get(closed, '/api/jobs', { authorization: 'Bearer secret-key' })).statusCode).toBe(200);
    // A path that another host could be read from stays a path.
    expect((await get(closed, '//evil.example/?token=secret-key')).headers.location).toBe('/');
  });

  it('takes any words for a key, keeps it apart from that of another server of this machine, and is never without one', async () => {
    const token = 'a; b=密钥';
    const other = await asking({ folder, host: '0.0.0.0', token });
    const entered = await get(other, `/?token=${encodeURIComponent(token)}`);
    const cookie = String(entered.headers['set-cookie']).split(';')[0] ?? '';
    expect((await get(other, '/api/jobs', { cookie })).statusCode).toBe(200);
    const [name] = cookie.split('=');
    const both = `${cookie}; ${String((await get(closed, '/?token=secret-key')).headers['set-cookie'])}`;
    expect(both).toMatch(new RegExp(`openvbp-(?!${name?.slice(8)})`));
    for (const at of [other, closed])
      expect((await get(at, '/api/jobs', { cookie: both })).statusCode).toBe(200);
    await other.app.close();
    // Listens everywhere, and is asked from here only.
    const serving = await serve({ folder, host: '0.0.0.0', port: 0, token: '' });
    try {
      expect(serving.token).toMatch(/^[\w-]{32}$/);
      const port = new URL(serving.url).port;
      const ask = (headers: Record<string, string>) =>
        fetch(`http://127.0.0.1:${port}/api/jobs`, { headers });
      expect((await ask({})).status).toBe(401);
      expect((await ask({ authorization: 'Bearer ' })).status).toBe(401);
      expect((await ask({ authorization: `Bearer ${serving.token}` })).status).toBe(200);
    } finally {
      await serving.close();
    }
  });

  it('says so on failures, too, and sets the same headers', async () => {
    const { headers } = await get(closed, '/api/jobs');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
  });
});
