/**
 * What is not saved yet, kept in the browser: a reload, a crash or a server that is away loses nothing. Each tab keeps its own, so that two tabs with one
 * document do not write over each other; what a closed tab left is taken up by the next that opens the document.
 */

interface Draft {
  text: string;
  /** Of the text it was made from; null where the document was new. */
  version: string | null;
  /** ISO. */
  at: string;
}

export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

const PREFIX = 'openvbp.draft:';
const slot = (tab: string, file: string) => `${PREFIX}${tab}:${file}`;

export function keepDraft(store: Store, tab: string, file: string, draft: Draft): boolean {
  try {
    store.setItem(slot(tab, file), JSON.stringify(draft));
    return true;
  } catch {
    // Full or forbidden: the page says that the text is not kept.
    return false;
  }
}

export function dropDraft(store: Store, tab: string, file: string): void {
  store.removeItem(slot(tab, file));
}

/** The tab's own draft, else the latest that a tab no longer open left behind, which becomes this tab's. */
export function takeDraft(
  store: Store,
  tab: string,
  file: string,
  openTabs: ReadonlySet<string>,
): Draft | null {
  const own = read(store, slot(tab, file));
  if (own) return own;
  let latest: { name: string; draft: Draft } | null = null;
  for (const name of names(store)) {
    const [owner, of] = parts(name);
    if (of !== file || openTabs.has(owner)) continue;
    const draft = read(store, name);
    if (draft && (latest === null || draft.at > latest.draft.at)) latest = { name, draft };
  }
  if (!latest) return null;
  if (keepDraft(store, tab, file, latest.draft)) store.removeItem(latest.name);
  return latest.draft;
}

/** Documents with something unsaved, of any tab. */
export function draftedFiles(store: Store): Set<string> {
  return new Set(names(store).map((name) => parts(name)[1]));
}

function names(store: Store): string[] {
  return Array.from({ length: store.length }, (_, i) => store.key(i) ?? '').filter((name) =>
    name.startsWith(PREFIX),
  );
}

function parts(name: string): [tab: string, file: string] {
  const rest = name.slice(PREFIX.length);
  const at = rest.indexOf(':');
  return [rest.slice(0, at), rest.slice(at + 1)];
}

function read(store: Store, name: string): Draft | null {
  try {
    const found = JSON.parse(store.getItem(name) ?? 'null') as Partial<Draft> | null;
    return typeof found?.text === 'string' && typeof found.at === 'string'
      ? { text: found.text, version: found.version ?? null, at: found.at }
      : null;
  } catch {
    return null;
  }
}
