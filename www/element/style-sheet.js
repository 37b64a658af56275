// Made of kwic-search.css by `node crates/xtask/tools/style_sheet.mjs`; change the style sheet, not this text.
export const css = `@layer kwic {
:host, kwic-search, .kwic-dialog, .kwic-panel[data-dropdown] { --_muted: var(--kwic-muted, color-mix(in oklab, currentColor 80%, transparent)); --_line: var(--kwic-line, color-mix(in oklab, currentColor 22%, transparent)); --_tint: var(--kwic-tint, color-mix(in oklab, var(--_accent) 10%, transparent)); --_accent: var(--kwic-accent, color-mix(in oklab, currentColor 35%, #3f63ff)); --_mark: var(--kwic-mark, rgb(255 200 0 / 0.22)); --_error: var(--kwic-error, color-mix(in oklab, currentColor 60%, #e5484d)); --_radius: var(--kwic-radius, 10px); --_space: var(--kwic-space, 16px); }
:host, kwic-search { box-sizing: border-box; color: var(--kwic-text, inherit); display: block; font-family: var(--kwic-font, inherit); inline-size: 100%; max-inline-size: 100%; min-inline-size: 0; }
:host([data-layout="dropdown"]), kwic-search[data-layout="dropdown"] { flex-shrink: 1; inline-size: 16em; }
:host([data-layout="modal"]), kwic-search[data-layout="modal"] { flex-shrink: 0; inline-size: fit-content; }
.kwic-form, .kwic-panel, .kwic-open, .kwic-dialog { font-size: clamp(16px, 1em, max(20px, 1.25rem)); font-style: normal; font-weight: 400; letter-spacing: normal; line-height: 1.5; text-align: start; text-indent: 0; text-shadow: none; text-transform: none; white-space: normal; word-spacing: normal; }
.kwic-form:is(form) { align-items: center; display: flex; margin: 0; position: relative; }
.kwic-form > .kwic-icon { color: var(--_muted); inset-inline-start: 0.75em; pointer-events: none; position: absolute; }
.kwic-icon { block-size: 1.2em; display: block; fill: none; flex: none; inline-size: 1.2em; stroke: currentColor; stroke-linecap: round; stroke-linejoin: round; stroke-width: 2; }
.kwic-input { background: var(--kwic-field, transparent); border: 1px solid var(--_muted); border-radius: var(--_radius); box-sizing: border-box; color: inherit; font: inherit;  font-size: max(1em, 16px); inline-size: 100%; margin: 0; min-block-size: 3em; min-inline-size: 0; padding: 0.5em 1em; }
kwic-search [role="combobox"] { box-sizing: border-box; font-size: max(1em, 16px); min-block-size: max(2.375em, 36px); }
.kwic-form > .kwic-input { appearance: none; padding-inline: 2.5em 2.25em; }
.kwic-form > .kwic-input::-webkit-search-cancel-button { display: none; }
.kwic-input::placeholder { color: var(--_muted); opacity: 1; }
.kwic-clear, .kwic-close { align-items: center; background: none; block-size: 2.75em; border: 0; border-radius: var(--_radius); color: var(--_muted); cursor: pointer; display: flex; flex: none; font: inherit; padding: 0 0.625em; }
.kwic-clear { inset-inline-end: 0.125em; position: absolute; }
.kwic-input:placeholder-shown ~ .kwic-clear { display: none; }
:is(.kwic-input, .kwic-clear, .kwic-close, .kwic-open, .kwic-more, .kwic-retry, .kwic-unfilter, .kwic-suggestion):focus-visible { outline: 2px solid var(--_accent); outline-offset: 1px; }
:host([data-layout="dropdown"]) .kwic-input, kwic-search[data-layout="dropdown"] .kwic-input { min-block-size: 2.375em; padding-block: 0.25em; }
:host([data-layout="dropdown"]) .kwic-clear { block-size: 2.25em; }
.kwic-panel { container: kwic / inline-size; padding-inline: calc(0.5 * var(--_space)); }
.kwic-panel[data-dropdown]:not([data-open]) { display: none; }
.kwic-bar { align-items: center; display: flex; gap: 0.25em 0.75em; min-block-size: 2.25em; }
.kwic-status { color: var(--_muted); flex: 0 1 auto; font-size: 0.875em; margin: 0; overflow-wrap: anywhere; }
.kwic-status:empty { display: none; }
.kwic-bar:has(> .kwic-words[data-label]) { display: block; }
:host([data-state="empty"]) .kwic-bar:not(:has(> .kwic-words[data-label])),
kwic-search[data-state="empty"] .kwic-bar:not(:has(> .kwic-words[data-label])) { min-block-size: 0; }
.kwic-filters { font-size: 0.875em; margin-block-start: 0.5em; }
.kwic-filters[hidden] { display: none; }
.kwic-filters:empty { min-block-size: 2.125em; }
kwic-search:not([data-state], [modal], [layout], :has(form))::before { block-size: 3em; content: ""; display: block; font-size: clamp(16px, 1em, max(20px, 1.25rem)); }
kwic-search[filters]:not([data-state], [modal], [layout])::after { block-size: 2.75em; content: ""; display: block; font-size: 0.875em; }
.kwic-error { color: var(--_error); }
.kwic-announcer, .kwic-kind { block-size: 1px; clip-path: inset(50%); inline-size: 1px; margin: 0; overflow: hidden; position: absolute; white-space: nowrap; }
.kwic-progress { block-size: 2px; margin-block-end: -2px; overflow: hidden; visibility: hidden; }
:host([data-state="loading"]) .kwic-progress, kwic-search[data-state="loading"] .kwic-progress { visibility: visible; }
.kwic-progress::before { animation: kwic-progress 1.2s 0.3s infinite backwards; background: var(--_accent); block-size: 100%; content: ""; display: block; inline-size: 40%; }
@keyframes kwic-progress { from { transform: translateX(-100%); } to { transform: translateX(250%); } }
@media (prefers-reduced-motion: reduce) { .kwic-progress::before { animation: none; inline-size: 100%; } }
.kwic-words { align-content: start; block-size: 2.125em; display: flex; flex: 1; flex-wrap: wrap; font-size: 0.875em; gap: 0.375em; margin: 0; overflow: hidden; padding: 2px; }
.kwic-words[data-label] { block-size: auto; padding-block: 0.25em; }
.kwic-words[data-label]::before { color: var(--_muted); content: attr(data-label); content: attr(data-label) / ""; flex-basis: 100%; }
.kwic-words[hidden] { display: none; }
.kwic-recent, .kwic-completion, .kwic-forget { border: 1px solid var(--_line); border-radius: 2em; box-sizing: border-box; cursor: pointer; line-height: 1.4; max-inline-size: 100%; overflow: hidden; padding: 0.25em 0.75em; text-overflow: ellipsis; white-space: nowrap; }
.kwic-forget { border-color: transparent; color: var(--_muted); text-decoration: underline; }
.kwic-list { margin: 0; }
.kwic-hit, .kwic-section { border-radius: var(--_radius); box-sizing: border-box;  color: inherit !important; display: block; margin-inline: calc(-0.5 * var(--_space)); outline: 1px solid transparent; outline-offset: -1px; overflow-wrap: anywhere; padding: 0.5em calc(0.5 * var(--_space)); position: relative; scroll-margin-block: 5em 1em; text-decoration: none !important; }
.kwic-hit { contain: content; contain-intrinsic-block-size: auto 6em; content-visibility: auto; }
:is(.kwic-hit, .kwic-section) + .kwic-hit::before { background: var(--_line); block-size: 1px; content: ""; inset-block-start: 0; inset-inline: calc(0.5 * var(--_space)); position: absolute; }
[aria-selected="true"] + .kwic-hit::before, .kwic-hit[aria-selected="true"]::before { visibility: hidden; }
.kwic-panel [aria-selected="true"] { background: var(--_tint); border-color: var(--_accent); outline-color: var(--_accent); }
.kwic-title { display: block; font-size: 1.0625em; font-weight: 600;  line-height: calc(24 / 17); }
.kwic-hit[href] .kwic-title { color: var(--kwic-title, inherit); }
:is(.kwic-hit, .kwic-section)[href]:hover :is(.kwic-title, .kwic-section-title) { text-decoration: underline var(--_accent) 2px; text-underline-offset: 0.2em; }
.kwic-meta { color: var(--_muted); column-gap: 1.25em; display: flex; flex-wrap: wrap; font-size: 0.8125em; line-height: 1.4; margin-block: 0.125em; margin-inline: -0.25em; overflow: hidden; padding-inline: 0.25em; }
.kwic-breadcrumbs { max-inline-size: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.kwic-source { unicode-bidi: isolate; }
.kwic-meta > ::before { content: "·"; content: "·" / ""; display: inline-block; inline-size: 1.25em; margin-inline-start: -1.25em; text-align: center; }
.kwic-breadcrumbs::before { content: none; }
.kwic-snippet { color: var(--kwic-snippet, color-mix(in oklab, currentColor 90%, transparent)); display: block; font-size: 0.9375em; line-height: 1.4; min-block-size: 1.4em; }
.kwic-mark { background: var(--_mark); border-radius: 0.2em;  color: var(--kwic-mark-text, oklab(from currentColor clamp(0, (l - 0.5) * 99, 1) 0 0));  padding: 0.05em 0; }
.kwic-image { block-size: 4em; border-radius: calc(0.6 * var(--_radius)); float: inline-end; inline-size: 5.5em; margin-block-end: 0.25em; margin-inline-start: 0.75em; max-inline-size: 30%; object-fit: cover; }
:is(.kwic-hit, .kwic-section):dir(ltr) > * { text-align: left; }
:is(.kwic-hit, .kwic-section):dir(rtl) > * { text-align: right; }
.kwic-section { font-size: 0.9375em; line-height: 1.4; padding-block: 0.25em; padding-inline-start: calc(0.5 * var(--_space) + 1.25em); }
.kwic-section::before { color: var(--_muted); content: "#"; content: "#" / ""; inset-inline-start: calc(0.5 * var(--_space)); position: absolute; }
.kwic-section-title { display: block; font-weight: 500; }
.kwic-section-snippet { color: var(--kwic-snippet, color-mix(in oklab, currentColor 84%, transparent)); display: block; font-size: calc(14em / 15); line-height: 1.5; min-block-size: 1.5em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.kwic-more, .kwic-retry, .kwic-unfilter, .kwic-open { background: transparent; border: 1px solid var(--_line); border-radius: var(--_radius); box-sizing: border-box; color: inherit; cursor: pointer; font: inherit; font-weight: 600; margin: 0; min-block-size: 2.75em; padding: 0.5em 1em; }
.kwic-more { inline-size: 100%; margin-block-start: 0.5em; }
.kwic-more[hidden] { display: none; }
.kwic-retry, .kwic-unfilter { margin-block-start: 0.25em; }
:is(.kwic-more, .kwic-retry, .kwic-unfilter, .kwic-open, .kwic-clear, .kwic-close):hover { background: var(--_tint); }
.kwic-suggestion { background: none; border: 0; border-radius: 0.2em; color: var(--_accent); cursor: pointer; font: inherit; font-weight: 600; margin: 0; padding: 0.25em 0; text-decoration: underline; text-underline-offset: 0.2em; }
.kwic-open { align-items: center; color: var(--_muted); display: inline-flex; font-size: clamp(16px, 1em, max(20px, 1.25rem)); font-weight: inherit; gap: 0.625em; min-block-size: 2.375em; padding-block: 0.25em; padding-inline: 0.75em; white-space: nowrap; }
.kwic-kbd { background: none; border: 1px solid var(--_line); border-radius: 0.3em; color: inherit; font: inherit; font-size: 0.75em; line-height: 1; padding: 0.2em 0.35em; }
:host([data-layout="dropdown"]) .kwic-open { display: none; }
@media (max-width: 44em), (max-height: 30em) { .kwic-open { justify-content: center; min-block-size: 2.75em; min-inline-size: 2.75em; padding: 0; } .kwic-open > .kwic-open-text { block-size: 1px; clip-path: inset(50%); inline-size: 1px; overflow: hidden; position: absolute; } .kwic-open > .kwic-kbd { display: none; } }
.kwic-dialog:not(:has(> .kwic-foot)) { opacity: 0; }
@media (pointer: coarse) { .kwic-more, .kwic-retry, .kwic-unfilter { min-block-size: 44px; } .kwic-recent, .kwic-completion, .kwic-forget, .kwic-suggestion { min-block-size: 44px; padding-block: 0.75em; } .kwic-words { block-size: 3.5em; } .kwic-words[data-label] { block-size: auto; } .kwic-section { min-block-size: 44px; padding-block: 0.375em; } .kwic-filters:empty { min-block-size: 44px; } .kwic-clear, .kwic-close, :host([data-layout="dropdown"]) .kwic-clear { min-block-size: 44px; min-inline-size: 44px; } .kwic-input, :host([data-layout="dropdown"]) .kwic-input { min-block-size: 44px; } .kwic-open .kwic-kbd { display: none; } }
@media (forced-colors: active) { .kwic-mark { background: Mark; color: MarkText; } .kwic-meta, .kwic-snippet, .kwic-section-snippet { color: CanvasText; } .kwic-hit, .kwic-section { outline-color: Canvas; } .kwic-panel [aria-selected="true"] { outline: 2px solid Highlight; } } }
kwic-search :where([class^="kwic-"]),
kwic-search :where([class^="kwic-"])::before,
kwic-search :where([class^="kwic-"])::after { all: revert-layer;
}
`;
