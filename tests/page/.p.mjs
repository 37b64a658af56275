import { startBrowser } from "./reader.js"; import { serve } from "./static_server.js";
const host = await serve("/work/main/target/xtask/keystrokes/page", {"cross-origin-opener-policy": "same-origin","cross-origin-embedder-policy": "require-corp"}); const b = await startBrowser();
const p = await b.newPage(); await p.goto(host.origin + "/keystrokes.html");
const qs = JSON.parse((await import("node:fs")).readFileSync("/work/main/target/xtask/keystrokes/queries.json"));
console.log(JSON.stringify(await p.evaluate(async (qs) => {
  const m = await import("/kwic.js"); await m.default(); const all = qs.flatMap(q => [...q].map((_, i) => q.slice(0, i + 1)));
  const t = { search: [], suggest: [], snip5: [] };
  for (let r = 0; r < 2; r++) for (const q of all) { let s = performance.now(); const h = m.search(q, {limit: 10}).hits; let e = performance.now(); t.search.push(e - s); s = e; h.slice(0,5).forEach(x => m.snippet(x.id, q, {length: 200})); e = performance.now(); t.snip5.push(e - s); s = e; m.suggest(q, {limit: 4}); e = performance.now(); t.suggest.push(e - s); }
  const pc = a => { a = a.slice(a.length / 2).sort((x, y) => x - y); return [.5, .95, .99].map(f => +a[Math.floor(a.length * f)].toFixed(2)); };
  return Object.fromEntries(Object.entries(t).map(([k, v]) => [k, pc(v)]));
}, qs)));
// profile of the element
const c = await p.createCDPSession(); await c.send("Profiler.enable"); await c.send("Profiler.setSamplingInterval", {interval: 100}); 
await p.focus("kwic-search"); await p.keyboard.type("warm", {delay: 100}); await c.send("Profiler.start");
for (const q of qs.slice(0, 20)) { await p.evaluate(() => { document.querySelector("kwic-search").query = ""; document.querySelector("kwic-search").focus(); }); await p.keyboard.type(q, {delay: 60}); }
const { profile } = await c.send("Profiler.stop"); const self = {}; const dt = profile.timeDeltas; const byId = new Map(profile.nodes.map(n => [n.id, n]));
profile.samples.forEach((id, i) => { const n = byId.get(id); const k = n.callFrame.functionName + " " + n.callFrame.url.split("/").pop() + ":" + n.callFrame.lineNumber + ":" + n.callFrame.columnNumber; self[k] = (self[k] || 0) + dt[i]; });
console.log(Object.entries(self).sort((a, b) => b[1] - a[1]).slice(0, 25).map(([k, v]) => (v / 1000).toFixed(1) + " " + k).join("\n"));
await b.close(); process.exit();
