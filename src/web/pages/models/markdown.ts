/** As much Markdown as the READMEs of models use: headings, paragraphs, lists, tables, code; bold, code and links within. */

export type Block =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'list'; ordered: boolean; items: string[] }
  | { kind: 'code'; text: string }
  | { kind: 'table'; head: string[]; rows: string[][] };

type Inline =
  | { kind: 'text' | 'code' | 'strong' | 'emphasis'; text: string }
  | { kind: 'link'; text: string; to: string };

const ITEM = /^\s*(?:[-*]|(\d+)[.)])\s+(.*)$/;
const HAN = /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/;

/** Lines of a paragraph: Chinese text has no blank where a line was broken. */
function joined(a: string, b: string): string {
  return HAN.test(a.at(-1) ?? '') || HAN.test(b[0] ?? '') ? a + b : `${a} ${b}`;
}

export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  const lines = markdown.replaceAll('\r\n', '\n').split('\n');
  let open: Block | null = null;
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] as string;
    if (line.startsWith('```')) {
      const end = lines.findIndex((one, at) => at > i && one.startsWith('```'));
      const last = end === -1 ? lines.length : end;
      blocks.push({ kind: 'code', text: lines.slice(i + 1, last).join('\n') });
      [i, open] = [last, null];
    } else if (line.trim() === '') open = null;
    else if (/^#{1,6} /.test(line)) {
      blocks.push({ kind: 'heading', level: line.indexOf(' '), text: line.replace(/^#+ /, '') });
      open = null;
    } else if (line.startsWith('|') && /^\|[\s:|-]+\|?\s*$/.test(lines[i + 1] ?? '')) {
      const rows: string[][] = [];
      let at = i + 2;
      for (; lines[at]?.startsWith('|'); at += 1) rows.push(cells(lines[at] as string));
      blocks.push({ kind: 'table', head: cells(line), rows });
      [i, open] = [at - 1, null];
    } else if (ITEM.test(line)) {
      const [, number, text = ''] = ITEM.exec(line) ?? [];
      if (open?.kind !== 'list') {
        open = { kind: 'list', ordered: number !== undefined, items: [] };
        blocks.push(open);
      }
      open.items.push(text);
    } else if (open?.kind === 'list') open.items.push(joined(open.items.pop() ?? '', line.trim()));
    else if (open?.kind === 'text') open.text = joined(open.text, line.trim());
    else {
      open = { kind: 'text', text: line.trim() };
      blocks.push(open);
    }
  }
  return blocks;
}

function cells(line: string): string[] {
  return line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

export function inlineOf(text: string): Inline[] {
  const parts: Inline[] = [];
  const found = /`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\(([^)\s]+)\)/g;
  let from = 0;
  for (const match of text.matchAll(found)) {
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    const [whole, code, strong, emphasis, link, to = ''] = match;
    if (code !== undefined) parts.push({ kind: 'code', text: code });
    else if (strong !== undefined) parts.push({ kind: 'strong', text: strong });
    else if (emphasis !== undefined) parts.push({ kind: 'emphasis', text: emphasis });
    else parts.push({ kind: 'link', text: link ?? '', to });
    from = match.index + whole.length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}
