// Made of kwic-search.css by `node crates/xtask/tools/style_sheet.mjs`; change the style sheet, not this text.
export const css = `@layer kwic {
.kwic-panel[data-dropdown] { background: var(--kwic-surface, var(--_ground, Canvas)); border: 1px solid var(--_line); border-radius: var(--_radius); box-shadow: var(--kwic-shadow, 0 0.5em 2em rgb(0 0 0 / 0.2)); box-sizing: border-box; color: var(--kwic-text, var(--_ink, CanvasText)); inline-size: min(36em, 100vw - 2em); inset: auto; margin: 0; overflow: hidden auto; overscroll-behavior: contain; padding: 0.25em var(--_space) 0.75em; position: fixed; z-index: 2147483647; }
.kwic-panel[data-dropdown] :is(.kwic-hit, .kwic-section) { scroll-margin-block: 0.5em; }
}
`;
