// Made of kwic-search.css by `node crates/xtask/tools/style_sheet.mjs`; change the style sheet, not this text.
export const css = `@layer kwic {
.kwic-menu[hidden], .kwic-facet[hidden] { display: none; }
.kwic-filter-bar, .kwic-chips { align-items: center; display: flex; flex-wrap: wrap; gap: 0.375em; }
.kwic-filter-open, .kwic-chip, .kwic-choice, .kwic-sort { align-items: center; background: none; border: 1px solid var(--_line); border-radius: 2em; box-sizing: border-box; color: inherit; cursor: pointer; display: inline-flex; font: inherit; gap: 0.375em; line-height: 1.25; margin: 0; max-inline-size: 100%; min-block-size: 2.125em; overflow-wrap: anywhere; padding: 0.25em 0.75em; text-align: start; }
.kwic-filter-open { border-color: transparent; color: var(--_muted); margin-inline-start: -0.5em; padding-inline: 0.5em; }
.kwic-filter-open[aria-expanded="true"] { color: inherit; }
.kwic-number { background: var(--_accent); border-radius: 1em; color: Canvas; min-inline-size: 1.25em; padding-inline: 0.375em; text-align: center; }
.kwic-chip, .kwic-choice[aria-pressed="true"] { background: var(--_tint); border-color: var(--_accent); }
.kwic-chip > .kwic-icon { block-size: 0.875em; inline-size: 0.875em; }
.kwic-sort {  background-image: none !important; border-color: transparent; color: var(--_muted); inline-size: auto; margin-inline: auto -0.5em; padding: 0.25em !important; }
.kwic-order { background: Canvas; color: CanvasText; }
.kwic-menu { border: solid var(--_line); border-width: 1px 0; margin-block-start: 0.375em; padding-block: 0.25em 0.625em; }
.kwic-facet { border: 0; display: flex; flex-wrap: wrap; gap: 0.375em; margin: 0; max-block-size: 9em; min-inline-size: 0; overflow: hidden auto; padding: 0.125em; }
.kwic-facet-name { color: var(--_muted); float: none; font-size: 1em; font-weight: 400; line-height: 1.5; margin: 0; padding: 0.375em 0 0.25em; }
.kwic-tally { color: var(--_muted); }
.kwic-choice[data-none] { opacity: 0.7; }
:is(.kwic-filter-open, .kwic-choice, .kwic-chip):hover { background: var(--_tint); }
:is(.kwic-filter-open, .kwic-choice, .kwic-chip, .kwic-sort):focus-visible { outline: 2px solid var(--_accent); outline-offset: 1px; }
@media (pointer: coarse) { .kwic-filter-open, .kwic-chip, .kwic-choice, .kwic-sort { font-size: max(1em, 16px); min-block-size: 44px; min-inline-size: 44px; } .kwic-facet { max-block-size: 12em; } }
@media (forced-colors: active) { .kwic-choice[aria-pressed="true"] { outline: 2px solid Highlight; } }
}
`;
