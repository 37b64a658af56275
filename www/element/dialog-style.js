// Made of kwic-search.css by `node crates/xtask/tools/style_sheet.mjs`; change the style sheet, not this text.
export const css = `@layer kwic {
.kwic-dialog { background: var(--kwic-surface, var(--_ground, Canvas)); block-size: min(40em, 80vh); block-size: min(40em, 80dvh); border: 1px solid var(--_line); border-radius: calc(1.5 * var(--_radius)); box-shadow: var(--kwic-shadow, 0 1em 3em rgb(0 0 0 / 0.25)); box-sizing: border-box; color: var(--kwic-text, var(--_ink, CanvasText)); inline-size: min(44em, 100vw - 2em); margin: max(1em, 10vh) auto auto; max-block-size: none; max-inline-size: none; min-block-size: 0; min-inline-size: 0; overflow: hidden; padding: 0; }
:host([data-state="empty"]) .kwic-dialog, kwic-search[data-state="empty"] .kwic-dialog { block-size: fit-content; }
.kwic-dialog[open] { display: flex; flex-direction: column; }
.kwic-dialog::backdrop { background: var(--kwic-backdrop, rgb(0 0 0 / 0.45)); }
.kwic-head { align-items: center; border-block-end: 1px solid var(--_line); display: flex; flex: none; gap: 0.25em; padding: 0.375em 0.75em 0.375em 0.25em; }
.kwic-head > form { flex: 1; min-inline-size: 0; }
.kwic-head > .kwic-form > .kwic-input, .kwic-head > .kwic-form > .kwic-input:focus-visible { border-color: transparent; outline: none; }
.kwic-body { flex: 1 1 auto; min-block-size: 0; overflow: hidden auto; overscroll-behavior: contain; padding: 0 calc(0.5 * var(--_space)) var(--_space); }
.kwic-dialog :is(.kwic-hit, .kwic-section) { scroll-margin-block: 0.5em; }
.kwic-close { font-size: 0.875em; }
.kwic-close > .kwic-icon { display: none; }
:is([dir="rtl"], :dir(rtl)) .kwic-close > .kwic-icon { transform: scaleX(-1); }
.kwic-foot { border-block-start: 1px solid var(--_line); color: var(--_muted); display: flex; flex: none; font-size: 0.8125em; gap: 1.25em; padding: 0.625em var(--_space); }
@media (max-width: 44em), (max-height: 30em) { .kwic-dialog, :host([data-state="empty"]) .kwic-dialog, kwic-search[data-state="empty"] .kwic-dialog { block-size: 100vh; block-size: var(--_seen, 100dvh); border: 0; border-radius: 0; inline-size: 100%; inset-block: var(--_top, 0) auto; margin: 0; } .kwic-foot { display: none; } .kwic-head { padding: 0.25em; }  .kwic-close { font-size: inherit; justify-content: center; min-inline-size: 2.75em; order: -1; padding: 0; } .kwic-close > .kwic-icon { display: block; } .kwic-close > .kwic-close-text { block-size: 1px; clip-path: inset(50%); inline-size: 1px; overflow: hidden; position: absolute; } .kwic-head > .kwic-form > .kwic-icon { display: none; } .kwic-head > .kwic-form > .kwic-input { padding-inline-start: 0.25em; } }
@media (pointer: coarse) { .kwic-close { min-inline-size: 44px; } .kwic-foot { display: none; } }
@media (prefers-reduced-motion: no-preference) { .kwic-dialog[open] { animation: kwic-appear 0.12s ease-out; } }
@keyframes kwic-appear { from { opacity: 0; transform: translateY(-0.5em); } }
}
`;
