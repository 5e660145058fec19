/** The page of every report: one file, nothing is fetched, both languages are in it, of which it shows one. */
import type { Lang } from '../../../language/diagnostic.ts';
import type { Localized } from '../../../language/plan.ts';
import { SCRIPT, STYLE } from './style.ts';
import { both } from './text.ts';

interface Shell {
  title: Localized;
  /** What the button says that goes to the other language. */
  otherLanguage: Localized;
  /** HTML. */
  main: string;
  /** Rules of style beside those of all reports. */
  style?: string;
}

/** `lang` is the language it opens in. */
export function shell({ title, otherLanguage, main, style = '' }: Shell, lang: Lang): string {
  return `<!doctype html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${title[lang]} · OpenVBP</title>
<style>${STYLE}${style}</style>
</head>
<body>
<header><h1>${both(title)}</h1><button id="language" type="button">${both(otherLanguage)}</button></header>
<main>
${main}
</main>
<footer>OpenVBP</footer>
<script>${SCRIPT}</script>
</body>
</html>
`;
}
