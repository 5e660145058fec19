#!/usr/bin/env node
// Plain JavaScript that any Node can read, so that an old one says what is wrong instead of failing on newer syntax.
import { existsSync } from 'node:fs';

const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  const zh = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');
  console.error(
    zh
      ? `OpenVBP 需要 Node 24 或更高版本，当前为 ${process.versions.node}。请安装新版 Node，或在项目目录用 npm 脚本运行（npm ci 会自带 Node 24）。`
      : `OpenVBP needs Node 24 or newer; this is ${process.versions.node}. Install a newer Node, or run it through npm in the project's folder (npm ci brings Node 24 along).`,
  );
  process.exit(2);
}

// Compiled once and kept in the system's folder for temporary files: a command starts in half the time.
// Only where that folder is there: Node would go round for ever making one where the system refuses.
const { enableCompileCache } = await import('node:module');
const { tmpdir } = await import('node:os');
if (existsSync(tmpdir())) enableCompileCache();

// A checkout runs its sources as they are; a published package holds only what was built from them.
const source = new URL('../src/cli/main.ts', import.meta.url);
await import(existsSync(source) ? source.href : new URL('../dist/cli/main.js', import.meta.url).href);
