// Made of kwic-search.css by `node crates/xtask/tools/style_sheet.mjs`; change the style sheet, not this text.
export const css = `@layer kwic {
:host, kwic-search { --_muted: var(--kwic-muted, GrayText); --_line: var(--kwic-line, rgb(128 128 128 / 0.4)); --_tint: var(--kwic-tint, rgb(128 128 128 / 0.12)); --_accent: var(--kwic-accent, LinkText); --_mark: var(--kwic-mark, rgb(255 200 0 / 0.26)); --_error: var(--kwic-error, inherit); --_radius: var(--kwic-radius, 0.625rem); --_space: var(--kwic-space, 1rem); color: var(--kwic-text, inherit); display: block; font-family: var(--kwic-font, inherit); }
@supports (color: color-mix(in oklab, red, red)) { :host, kwic-search { --_muted: var(--kwic-muted, color-mix(in oklab, currentColor 70%, transparent)); --_line: var(--kwic-line, color-mix(in oklab, currentColor 22%, transparent)); --_tint: var(--kwic-tint, color-mix(in oklab, var(--_accent) 10%, transparent)); --_accent: var(--kwic-accent, color-mix(in oklab, currentColor 35%, #3f63ff)); --_error: var(--kwic-error, color-mix(in oklab, currentColor 60%, #e5484d)); } }
.kwic-form:is(form) { align-items: center; display: flex; margin: 0; position: relative; }
.kwic-form > .kwic-icon { color: var(--_muted); inset-inline-start: 0.875rem; pointer-events: none; position: absolute; }
.kwic-icon { block-size: 1.25rem; display: block; fill: none; flex: none; inline-size: 1.25rem; stroke: currentColor; stroke-linecap: round; stroke-width: 2; }
.kwic-input { background: var(--kwic-field, transparent); border: 1px solid var(--_muted); border-radius: var(--_radius); box-sizing: border-box; color: inherit; font: inherit;  font-size: max(1.0625rem, 16px); inline-size: 100%; margin: 0; min-block-size: 3rem; padding: 0.5rem 1rem; }
.kwic-form > .kwic-input { appearance: none; padding-inline: 2.75rem; }
.kwic-form > .kwic-input::-webkit-search-cancel-button { display: none; }
.kwic-input::placeholder { color: var(--_muted); opacity: 1; }
.kwic-clear, .kwic-close { background: none; block-size: 2.75rem; border: 0; border-radius: var(--_radius); color: var(--_muted); cursor: pointer; flex: none; font: inherit; font-size: 0.875rem; padding: 0 0.75rem; }
.kwic-clear { inset-inline-end: 0.125rem; position: absolute; }
.kwic-input:placeholder-shown ~ .kwic-clear { display: none; }
:is(.kwic-input, .kwic-filter, .kwic-sort, .kwic-clear, .kwic-close, .kwic-open, .kwic-more, .kwic-retry, .kwic-unfilter, .kwic-suggestion):focus-visible { outline: 2px solid var(--_accent); outline-offset: 1px; }
.kwic-filters { display: flex; gap: 0.5rem; margin: 0.375rem -3px 0; overflow-x: auto; padding: 3px; scrollbar-width: none; }
.kwic-filter, .kwic-sort { background: transparent; border: 1px solid var(--_line); border-radius: var(--_radius); box-sizing: border-box; color: inherit; cursor: pointer; flex: 1 0 7.75rem; font: inherit; font-size: 0.875rem; inline-size: 7.75rem; max-inline-size: 12rem; min-block-size: 2.25rem; padding: 0.25rem 0.375rem; text-overflow: ellipsis; }
.kwic-sort { margin-inline-start: auto; }
.kwic-facet { background: Canvas; color: CanvasText; }
.kwic-filters[hidden] { display: none; }
kwic-search:not([data-state], [modal], :has(form))::before { block-size: 3rem; content: ""; display: block; }
kwic-search[filters]:not([data-state], [modal])::after { padding-block-start: 2.875rem; }
.kwic-status, kwic-search:not([data-state], [modal])::after { color: var(--_muted); content: ""; display: block; font-size: 0.875rem; line-height: 1.5rem; margin: 0.5rem 0 0.25rem; min-block-size: 1.5rem; overflow-wrap: anywhere; }
.kwic-error { color: var(--_error); }
.kwic-announcer { block-size: 1px; clip-path: inset(50%); inline-size: 1px; margin: 0; overflow: hidden; position: absolute; white-space: nowrap; }
.kwic-progress { block-size: 2px; margin-block-end: -2px; overflow: hidden; visibility: hidden; }
:host([data-state="loading"]) .kwic-progress, kwic-search[data-state="loading"] .kwic-progress { visibility: visible; }
.kwic-progress::before { animation: kwic-progress 1.2s 0.3s infinite backwards; background: var(--_accent); block-size: 100%; content: ""; display: block; inline-size: 40%; }
@keyframes kwic-progress { from { transform: translateX(-100%); } to { transform: translateX(250%); } }
@media (prefers-reduced-motion: reduce) { .kwic-progress::before { animation: none; inline-size: 100%; } }
.kwic-words { align-items: center; display: flex; gap: 0.375rem; margin: 0 -2px 0.25rem; min-block-size: 2.125rem; overflow-x: auto; padding: 2px; scrollbar-width: none; }
.kwic-words[data-label] { flex-wrap: wrap; }
.kwic-words[data-label]::before { color: var(--_muted); content: attr(data-label); content: attr(data-label) / ""; flex-basis: 100%; font-size: 0.875rem; }
.kwic-recent, .kwic-completion, .kwic-forget { border: 1px solid var(--_line); border-radius: 2rem; cursor: pointer; font-size: 0.875rem; line-height: 1.25rem; padding: 0.25rem 0.75rem; white-space: nowrap; }
.kwic-forget { border-color: transparent; color: var(--_muted); text-decoration: underline; }
.kwic-words[hidden] { display: none; }
.kwic-hit { border-radius: var(--_radius); box-sizing: border-box; color: inherit; contain: content; contain-intrinsic-block-size: auto 7rem; content-visibility: auto; display: block;  margin-inline: calc(-0.5 * var(--_space)); outline: 2px solid transparent; outline-offset: -2px; padding: 0.75rem calc(0.5 * var(--_space)); position: relative; scroll-margin-block: 5rem 1rem; text-decoration: none; }
:is(.kwic-hit, .kwic-section) + .kwic-hit::before { background: var(--_line); block-size: 1px; content: ""; inset-block-start: 0; inset-inline: calc(0.5 * var(--_space)); position: absolute; }
:is(.kwic-hit, .kwic-section):is(:hover, [aria-selected="true"]) + .kwic-hit::before { visibility: hidden; }
.kwic-hit:hover, .kwic-section:hover, .kwic-list [aria-selected="true"] { background: var(--_tint); }
.kwic-list [aria-selected="true"] { border-color: var(--_accent); outline-color: var(--_accent); }
.kwic-title { display: block; font-size: 1.0625rem; font-weight: 600; line-height: 1.4; overflow-wrap: anywhere; }
.kwic-hit[href] .kwic-title { color: var(--kwic-title, inherit); }
.kwic-hit[href]:is(:hover, [aria-selected="true"]) .kwic-title { text-decoration: underline var(--_accent) 2px; text-underline-offset: 0.2em; }
.kwic-meta { color: var(--_muted); column-gap: 1.25em; display: flex; flex-wrap: wrap; font-size: 0.8125rem; line-height: 1.4; margin-block: 0.125rem 0.25rem; margin-inline: -0.25em; overflow: hidden; overflow-wrap: anywhere; padding-inline: 0.25em; }
.kwic-source { unicode-bidi: isolate; }
.kwic-meta > ::before { content: "·"; content: "·" / ""; display: inline-block; inline-size: 1.25em; margin-inline-start: -1.25em; text-align: center; }
.kwic-snippet { display: block; font-size: 0.9375rem; line-height: 1.55; min-block-size: 1.55em; overflow-wrap: anywhere; }
.kwic-mark { background: var(--_mark); border-radius: 0.2em; color: var(--kwic-mark-text, inherit);  padding-block: 0.05em; }
.kwic-section { border-radius: var(--_radius); box-sizing: border-box; color: inherit; display: block; font-size: 0.9375rem; line-height: 1.4; margin-inline: calc(-0.5 * var(--_space)); outline: 2px solid transparent; outline-offset: -2px; overflow-wrap: anywhere; padding: 0.375rem calc(0.5 * var(--_space)); padding-inline-start: calc(0.5 * var(--_space) + 1.25em); position: relative; scroll-margin-block: 5rem 1rem; text-decoration: none; }
.kwic-section::before { color: var(--_muted); content: "#"; content: "#" / ""; inset-inline-start: calc(0.5 * var(--_space)); position: absolute; }
.kwic-section[href]:is(:hover, [aria-selected="true"]) { text-decoration: underline var(--_accent) 2px; text-underline-offset: 0.2em; }
.kwic-more, .kwic-retry, .kwic-unfilter, .kwic-open { background: transparent; border: 1px solid var(--_line); border-radius: var(--_radius); color: inherit; cursor: pointer; font: inherit; font-weight: 600; min-block-size: 2.75rem; padding: 0.5rem 1rem; }
.kwic-more { inline-size: 100%; margin-block-start: 0.5rem; }
.kwic-retry, .kwic-unfilter { font-size: 0.875rem; margin-block-start: 0.25rem; }
:is(.kwic-more, .kwic-retry, .kwic-unfilter, .kwic-open, .kwic-clear, .kwic-close):hover { background: var(--_tint); }
.kwic-suggestion { background: none; border: 0; border-radius: 0.2em; color: var(--_accent); cursor: pointer; font: inherit; font-weight: 600; padding: 0.25em 0; text-decoration: underline; text-underline-offset: 0.2em; }
.kwic-open { align-items: center; color: var(--_muted); display: inline-flex; font-weight: inherit; gap: 0.625rem; padding-inline: 0.75rem; }
.kwic-kbd { background: none; border: 1px solid var(--_line); border-radius: 0.3rem; color: inherit; font: inherit; font-size: 0.75rem; line-height: 1; padding: 0.2rem 0.35rem; }
.kwic-dialog { background: var(--kwic-surface, Canvas); border: 1px solid var(--_line); border-radius: calc(1.5 * var(--_radius)); box-shadow: var(--kwic-shadow, 0 1rem 3rem rgb(0 0 0 / 0.25)); box-sizing: border-box; color: var(--kwic-text, CanvasText); inline-size: min(44rem, 100% - 2rem); margin: max(1rem, 10vh) auto auto; max-block-size: min(44rem, 80vh); max-block-size: min(44rem, 80dvh); max-inline-size: none; overflow: hidden; padding: 0; }
.kwic-dialog[open] { display: flex; flex-direction: column; }
.kwic-dialog::backdrop { background: var(--kwic-backdrop, rgb(0 0 0 / 0.45)); }
.kwic-head { align-items: center; display: flex; flex: none; gap: 0.25rem; padding: 0.75rem 0.75rem 0.5rem; }
.kwic-head > form { flex: 1; }
.kwic-body { flex: 1; overflow: auto; overscroll-behavior: contain; padding: 0 var(--_space) var(--_space); }
.kwic-body .kwic-filters { margin-block-start: 0; }
.kwic-body .kwic-hit { scroll-margin-block: 0.5rem; }
.kwic-foot { border-block-start: 1px solid var(--_line); color: var(--_muted); display: flex; flex: none; font-size: 0.8125rem; gap: 1.25rem; padding: 0.625rem var(--_space); }
@media (max-width: 44rem) { .kwic-dialog { block-size: 100vh; block-size: 100dvh; border: 0; border-radius: 0; inline-size: 100%; margin: 0; max-block-size: none; } .kwic-foot { display: none; } }
@media (prefers-reduced-motion: no-preference) { .kwic-dialog[open] { animation: kwic-appear 0.12s ease-out; } }
@keyframes kwic-appear { from { opacity: 0; transform: translateY(-0.5rem); } }
@media (pointer: coarse) { .kwic-recent, .kwic-completion, .kwic-forget, .kwic-suggestion { padding-block: 0.75rem; } .kwic-section { min-block-size: 2.75rem; padding-block: 0.75rem; } .kwic-filter, .kwic-sort { flex-basis: 9rem; font-size: 1rem; min-block-size: 2.75rem; } .kwic-words { min-block-size: 3.125rem; } .kwic-foot, .kwic-open .kwic-kbd { display: none; } }
@media (forced-colors: active) { .kwic-mark { background: Mark; color: MarkText; } .kwic-meta, .kwic-snippet { color: CanvasText; } .kwic-hit, .kwic-section { outline-color: Canvas; } .kwic-list [aria-selected="true"] { outline: 2px solid Highlight; } }
}
`;
