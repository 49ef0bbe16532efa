/** The sign-in pages' whole style: inline, so that nothing is fetched; both themes; readable at 320 px. */
export const pageStyle = `
:root{color-scheme:light dark;--bg:#f5f4f0;--card:#fff;--ink:#1b1f24;--soft:#535b66;--line:#dcd9d1;--focus:#1d4ed8;
--homeowner:#0f6b4f;--contractor:#9a4a0a;--official:#3a4bb0}
@media (prefers-color-scheme:dark){:root{--bg:#14171b;--card:#1e2228;--ink:#eef0f3;--soft:#a9b2be;--line:#343b45;--focus:#93b4ff;
--homeowner:#6fd6b1;--contractor:#f3b073;--official:#aab8ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:68rem;margin:0 auto;padding:clamp(1.25rem,5vw,4rem) clamp(1rem,4vw,2rem)}
.eyebrow{margin:0;color:var(--soft);font-size:.875rem;letter-spacing:.02em}
h1{margin:.25rem 0 .5rem;font-size:clamp(1.75rem,5vw,2.5rem);line-height:1.15;letter-spacing:-.02em;text-wrap:balance}
.lead{margin:0;max-width:38rem;color:var(--soft)}
.roles{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,18rem),1fr));gap:1.25rem;margin-top:2rem}
.role{--tint:var(--official);padding:1.25rem;background:var(--card);border:1px solid var(--line);border-top:3px solid var(--tint);border-radius:.75rem}
.homeowner{--tint:var(--homeowner)}.contractor{--tint:var(--contractor)}
h2{display:flex;align-items:center;gap:.5rem;margin:0;color:var(--tint);font-size:1.125rem}
svg{width:1.375rem;height:1.375rem;flex:none;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
.can{margin:.375rem 0 1rem;color:var(--soft);font-size:.9375rem}
ul{display:grid;gap:.875rem;margin:0;padding:0;list-style:none}
button{font:inherit;color:inherit;cursor:pointer}
.person{display:flex;align-items:center;gap:.75rem;width:100%;min-height:3.5rem;padding:.625rem .875rem .625rem .625rem;text-align:start;
background:transparent;border:1px solid var(--line);border-radius:.625rem;transition:border-color .12s,background-color .12s}
.person:hover{border-color:var(--tint);background:color-mix(in srgb,var(--tint) 8%,transparent)}
.badge{display:grid;place-items:center;width:2.5rem;height:2.5rem;flex:none;border-radius:50%;color:var(--tint);
background:color-mix(in srgb,var(--tint) 14%,transparent);font-size:.875rem;font-weight:650}
.who{flex:1;min-width:0}.name{font-weight:600}.about{display:block;color:var(--soft);font-size:.875rem;line-height:1.4}
.go{color:var(--tint)}
.foot{margin:1.5rem 0 0}
.quiet{min-height:2.75rem;padding:.5rem 1rem;background:transparent;border:1px solid var(--line);border-radius:.625rem;color:var(--soft)}
.quiet:hover{color:var(--ink);border-color:var(--soft)}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
@media (forced-colors:active){.person,.role{border-color:ButtonText}}
`;
