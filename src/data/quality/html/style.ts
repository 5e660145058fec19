/** How the page looks: on a screen, light or dark as the reader's system is, and on A4 paper. And the one thing it does: change its language. */

export const STYLE = `
:root{color-scheme:light dark;--ink:#1a1d21;--grey:#545d68;--line:#d5dae0;--soft:#f3f6f8;--paper:#fff;--accent:#0b5c8f;--late:#b86e00;--error:#a3242a;--warning:#8a5300}
@media screen and (prefers-color-scheme:dark){:root{--ink:#e6e9ec;--grey:#a3adb8;--line:#3a424b;--soft:#20262c;--paper:#14181c;--accent:#6cb6e8;--late:#e6a64a;--error:#ff8f8f;--warning:#f0bd6a}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1.5rem;background:var(--paper);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
html[lang=en] [lang=zh-CN]:not(cite),html[lang=zh-CN] [lang=en]:not(cite){display:none}cite{font-style:normal}
header{display:flex;justify-content:space-between;align-items:baseline;gap:1rem;border-bottom:2px solid var(--accent)}
h1{font-size:1.45rem;margin:.2rem 0 .5rem}h2{font-size:1.1rem;margin:2.2rem 0 .5rem}h3{font-size:1rem;margin:1.4rem 0 .3rem}
button{font:inherit;color:inherit;border:1px solid var(--line);background:var(--soft);border-radius:4px;padding:.15rem .7rem;cursor:pointer}
button:focus-visible{outline:2px solid var(--accent)}
.wide{overflow-x:auto}
/* On a narrow screen tables of many columns are moved sideways, as squeezed their words break into slivers; the edge where there is more has a shade. */
@media screen and (max-width:48rem){.wide table:has(th:nth-child(4)){min-width:38rem}.wide table:has(th:nth-child(6)){min-width:48rem}.wide{background:linear-gradient(to right,var(--paper) 40%,transparent) left/2.5rem 100% no-repeat local,linear-gradient(to left,var(--paper) 40%,transparent) right/2.5rem 100% no-repeat local,linear-gradient(to right,color-mix(in srgb,var(--grey) 55%,transparent),transparent) left/.6rem 100% no-repeat scroll,linear-gradient(to left,color-mix(in srgb,var(--grey) 55%,transparent),transparent) right/.6rem 100% no-repeat scroll}}
a{color:var(--accent)}
table{border-collapse:collapse;width:100%;margin:.4rem 0}
caption{text-align:start;color:var(--grey);padding:.3rem 0}
th,td{text-align:start;vertical-align:top;padding:.25rem .8rem .25rem 0;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
th{color:var(--grey);font-weight:600;white-space:nowrap}
.n{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
.error,.warning,.note{font-weight:600;white-space:nowrap}.error{color:var(--error)}.warning{color:var(--warning)}.note{color:var(--grey)}
.hint,.where,footer,.quiet{color:var(--grey);font-size:.9rem}
.where{margin:.2rem 0 0;padding-inline-start:1.1rem}
.bad{color:var(--error);font-weight:700}
code{font:.88em ui-monospace,"SF Mono",Consolas,"Noto Sans Mono CJK SC",monospace;overflow-wrap:anywhere}
svg{width:100%;height:auto;display:block}svg text{fill:var(--grey);font-size:11px}
svg.share{width:7rem;height:.6rem;display:inline-block}
.bar{fill:var(--accent)}.bar.late{fill:revert-layer;stroke:var(--late)}.late-back{fill:var(--paper)}.late-line{stroke:var(--late);stroke-width:4}.rest{fill:var(--line)}.axis{stroke:var(--line)}
.triangle td,.triangle th{padding:.1rem .4rem;font-size:.78rem;white-space:nowrap}
@page{size:A4;margin:14mm}
@media print{body{max-width:none;padding:0;font-size:9.5pt}button{display:none}.wide{overflow:visible}thead{display:table-header-group}tr,svg{break-inside:avoid}h2,h3{break-after:avoid}details{display:block}}
`;

export const SCRIPT = `
const page=document.documentElement;
document.getElementById('language').addEventListener('click',()=>{page.lang=page.lang==='en'?'zh-CN':'en'});
`;
