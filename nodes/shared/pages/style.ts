/** How things stand for the customer. */
export type Mood = 'success' | 'received' | 'denied' | 'expired' | 'failure';

const symbol = (lines: string) =>
	`<svg viewBox="0 0 24 24" width="40" height="40" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${lines}</svg>`;

/** A sign for each, which differ in form and not in colour alone. */
export const SYMBOLS: Readonly<Record<Mood, string>> = {
	success: symbol('<circle cx="12" cy="12" r="10"/><path d="m7 12.5 3.5 3.5L17 9"/>'),
	received: symbol('<circle cx="12" cy="12" r="10"/><path d="M7.5 12v.01M12 12v.01M16.5 12v.01"/>'),
	denied: symbol('<circle cx="12" cy="12" r="10"/><path d="M7 12h10"/>'),
	expired: symbol('<circle cx="12" cy="12" r="10"/><path d="M12 6v6l4 3"/>'),
	failure: symbol('<path d="M12 3 1.5 21h21z"/><path d="M12 10v5"/><path d="M12 18v.01"/>'),
};

/** The one style sheet of all pages. Colours have a contrast of 4.5 and more in light and dark. */
export const STYLE = `
:root { color-scheme: light dark; --accent: #1f6feb; --ink: #fff; --canvas: #f3f4f6; --paper: #fff; --text: #1c1c1e; --soft: #5c5c66; --line: #c9c9d1; --good: #17693a; --late: #8a5200; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --accent: #99c1f1; --ink: #000; --canvas: #121214; --paper: #1c1c1f; --text: #f2f2f4; --soft: #b4b4bd; --line: #4a4a52; --good: #7ddb9f; --late: #f0c060; --bad: #ffb4ab; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: start center; font: 1.0625rem/1.5 system-ui, sans-serif; background: var(--paper); color: var(--text); }
main { width: min(32rem, 100%); padding: 2rem 1.25rem; box-shadow: inset 0 0.375rem var(--accent); }
@media (min-width: 36rem) { body { place-items: center; background: var(--canvas); } main { padding: 2.25rem 2rem 2rem; margin: 1.5rem 0; background: var(--paper); border: 1px solid var(--line); border-radius: 0 0 0.75rem 0.75rem; } }
.logo { display: block; max-width: 100%; margin: 0 0 1.25rem; }
.mood { line-height: 0; margin: 0 0 0.75rem; color: var(--soft); }
.success { color: var(--good); } .received { color: var(--text); } .expired { color: var(--late); } .failure { color: var(--bad); }
h1 { margin: 0 0 0.75rem; font-size: 1.5rem; line-height: 1.25; text-wrap: balance; overflow-wrap: anywhere; }
h2 { margin: 0; font-size: 1.0625rem; line-height: 1.25; overflow-wrap: anywhere; }
p { margin: 0.5rem 0 0; overflow-wrap: anywhere; }
.detail, .soft { color: var(--soft); font-size: 0.9375rem; }
.soft { margin: 1.25rem 0 0; }
.note { margin: 1rem 0 0; padding: 0.625rem 0.75rem; border-inline-start: 0.25rem solid var(--late); background: color-mix(in srgb, var(--late) 10%, transparent); }
form { margin: 1rem 0 0; padding: 1rem; border: 1px solid var(--line); border-radius: 0.625rem; }
.software { display: flex; gap: 0.75rem; align-items: center; }
.mark { flex: none; }
.mark rect { fill: hsl(var(--hue) 45% 30%); }
.mark text { fill: #fff; font: 600 16px system-ui, sans-serif; }
@media (prefers-color-scheme: dark) { .mark rect { fill: hsl(var(--hue) 45% 78%); } .mark text { fill: #000; } }
label { display: block; margin: 0.875rem 0 0.375rem; font-size: 0.9375rem; overflow-wrap: anywhere; }
input { width: 100%; min-height: 2.75rem; padding: 0.5rem 0.625rem; font: inherit; color: inherit; background: transparent; border: 1px solid var(--soft); border-radius: 0.5rem; }
input[aria-invalid] { border-color: var(--bad); }
.button { display: block; width: 100%; min-height: 3rem; margin: 1rem 0 0; padding: 0.625rem 1rem; font: inherit; font-weight: 600; text-align: center; text-decoration: none; text-wrap: balance; color: var(--ink); background: var(--accent); border: 1px solid color-mix(in srgb, var(--accent) 60%, var(--text)); border-radius: 0.5rem; cursor: pointer; overflow-wrap: anywhere; }
.button:hover { border-color: var(--text); }
:focus-visible { outline: 0.1875rem solid var(--text); outline-offset: 0.1875rem; }
.wrong { color: var(--bad); margin: 0.625rem 0 0; font-size: 0.9375rem; }
`;
