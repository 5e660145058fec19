/** The Markdown our READMEs use, as elements: nothing in it becomes markup, and links lead nowhere a page could not go. */
import type { ReactNode } from 'react';
import { blocksOf, inlineOf, type Block } from './markdown.ts';
import { PlainTable } from '../../kit/plain-table.tsx';
import css from './models.module.css';

export function Readme({ text }: { text: string }) {
  return (
    <div className={css.readme}>
      {bodyOf(text).map((block, i) => (
        <One key={i} block={block} />
      ))}
    </div>
  );
}

/** Without its title, which the page has. */
function bodyOf(text: string): Block[] {
  const blocks = blocksOf(text);
  const [first] = blocks;
  return first?.kind === 'heading' && first.level === 1 ? blocks.slice(1) : blocks;
}

function One({ block }: { block: Block }): ReactNode {
  switch (block.kind) {
    case 'heading':
      // The page's title is the first level.
      return block.level <= 2 ? <h2>{inline(block.text)}</h2> : <h3>{inline(block.text)}</h3>;
    case 'list': {
      const items = block.items.map((item, i) => <li key={i}>{inline(item)}</li>);
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case 'code':
      return <pre tabIndex={0}>{block.text}</pre>;
    case 'table':
      return (
        <PlainTable
          label={block.head.join(', ')}
          columns={block.head.map((head, i) => ({
            id: String(i),
            header: inline(head),
            cell: (row: string[]) => inline(row[i] ?? ''),
          }))}
          rows={block.rows}
          keyOf={(_, i) => String(i)}
        />
      );
    default:
      return <p>{inline(block.text)}</p>;
  }
}

function inline(text: string): ReactNode[] {
  return inlineOf(text).map((part, i) => {
    switch (part.kind) {
      case 'code':
        return <code key={i}>{part.text}</code>;
      case 'strong':
        return <strong key={i}>{part.text}</strong>;
      case 'emphasis':
        return <em key={i}>{part.text}</em>;
      case 'link':
        // The other language is a switch of the page.
        if (/^README(\.zh)?\.md$/.test(part.to)) return null;
        return part.to.startsWith('https://') ? (
          <a key={i} href={part.to} rel="noreferrer" target="_blank">
            {part.text}
          </a>
        ) : (
          <span key={i}>{part.text}</span>
        );
      default:
        return <span key={i}>{part.text}</span>;
    }
  });
}
