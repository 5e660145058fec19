/** How the statement page looks on a screen and on A4 paper, and the one thing it does: change its language. */

export const STYLE = `
:root{--ink:#1a1d21;--grey:#5c6570;--line:#d5dae0;--soft:#f5f7f9;--accent:#0b5c8f}
*{box-sizing:border-box}
body{margin:0 auto;max-width:64rem;padding:1.5rem;color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
html[lang=en] span[lang=zh-CN],html[lang=zh-CN] span[lang=en]{display:none}cite{font-style:normal}
header{display:flex;justify-content:space-between;align-items:baseline;gap:1rem;border-bottom:2px solid var(--accent)}
h1{font-size:1.45rem;margin:.2rem 0 .5rem}h2{font-size:1.1rem;margin:2rem 0 .5rem}h3{font-size:1rem;margin:1.2rem 0 0}
small{color:var(--grey);font-weight:400}
button{font:inherit;border:1px solid var(--line);background:#fff;border-radius:4px;padding:.15rem .7rem;cursor:pointer}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.2rem;margin:1rem 0}dt{color:var(--grey)}dd{margin:0}
table{border-collapse:collapse;width:100%;margin:.4rem 0}
th,td{text-align:start;vertical-align:top;padding:.25rem .6rem .25rem 0;border-bottom:1px solid var(--line);overflow-wrap:break-word}
thead th{color:var(--grey);font-weight:600;white-space:nowrap}
.n{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}.n{padding-inline-end:1.2rem}
.total th,.total td{border-top:1px solid var(--ink);border-bottom:0;font-weight:700}
.formula,.more,footer{color:var(--grey)}.formula{margin:.1rem 0 .3rem}
code{font:.88em ui-monospace,"SF Mono",Consolas,"Noto Sans Mono CJK SC",monospace;overflow-wrap:anywhere}
mark{background:#e8f1f8;color:var(--accent);padding:0 .35rem;border-radius:3px;white-space:nowrap}
mark.u{background:#fdf3dc;color:#7a5200}
.pending::before{content:"… "}.undetermined::before{content:"? "}
/* On a narrow screen a table is moved sideways, not the page; the edge where there is more has a shade. */
@media screen and (max-width:48rem){table{display:block;overflow-x:auto;background:linear-gradient(to right,#fff 40%,transparent) left/2.5rem 100% no-repeat local,linear-gradient(to left,#fff 40%,transparent) right/2.5rem 100% no-repeat local,linear-gradient(to right,#aab3bd,transparent) left/.6rem 100% no-repeat scroll,linear-gradient(to left,#aab3bd,transparent) right/.6rem 100% no-repeat scroll}th,td{min-width:5em}}
footer{margin-top:2.5rem;font-size:.85rem;border-top:1px solid var(--line);padding-top:.5rem}
@page{size:A4;margin:15mm}
@media print{body{max-width:none;padding:0;font-size:10pt}button{display:none}thead{display:table-header-group}tfoot{display:table-row-group}tfoot tr{break-before:avoid}tr{break-inside:avoid}h2,h3,.formula{break-after:avoid}}
`;

export const SCRIPT = `
const page=document.documentElement;
page.lang=/^zh/i.test(navigator.language)?'zh-CN':'en';
document.getElementById('language').addEventListener('click',()=>{page.lang=page.lang==='en'?'zh-CN':'en'});
`;
