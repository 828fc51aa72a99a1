"""How the page of a summary looks, and how its tables are sorted and filtered: nothing is loaded from elsewhere."""

from __future__ import annotations

from typing import Final

STYLE: Final = """
body { font: 15px/1.6 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei", sans-serif;
  margin: 1.5rem auto; max-width: 80rem; padding: 0 1rem; color: #1c2430; background: #fff; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
.counts { display: flex; flex-wrap: wrap; gap: .75rem; padding: 0; list-style: none; }
.counts li { border: 1px solid #d5dbe3; border-radius: .4rem; padding: .4rem 1rem; background: #f6f8fa; }
.counts b { font-size: 1.4rem; margin-left: .3rem; }
code, td:nth-child(2), td:nth-child(4) { white-space: nowrap; } details code { white-space: normal; }
.counts .bad { background: #fdeceb; border-color: #e9b3b0; }
.counts .good { background: #eaf6ec; border-color: #b5dcbc; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #e3e7ec; padding: .35rem .6rem; text-align: left; vertical-align: top; }
th { background: #f0f3f7; position: sticky; top: 0; white-space: nowrap; padding: 0; }
th button { font: inherit; font-weight: 600; border: 0; background: none; padding: .4rem .6rem; cursor: pointer;
  width: 100%; text-align: left; color: inherit; }
th button:hover, th button:focus-visible { background: #dfe6ee; }
th[aria-sort=ascending] button::after { content: " ▲"; } th[aria-sort=descending] button::after { content: " ▼"; }
td.number { text-align: right; font-variant-numeric: tabular-nums; } td:first-child { overflow-wrap: anywhere; }
tr.bad td:nth-child(4), tr.error td:nth-child(2), li.error code { color: #b3261e; font-weight: 600; }
li.warning code, tr.warning td:nth-child(2) { color: #8a5a00; font-weight: 600; }
details ul { margin: .3rem 0; padding-left: 1.2rem; } summary { cursor: pointer; overflow-wrap: anywhere; }
.place, .remedy { color: #5a6675; } .remedy { font-size: .92em; }
#filter { font: inherit; padding: .35rem .6rem; width: 20rem; max-width: 100%; margin-bottom: .6rem; }
@media print { #filter { display: none; } th { position: static; } }
"""

SCRIPT: Final = """
for (const table of document.querySelectorAll("table")) {
  const heads = [...table.tHead.rows[0].cells], body = table.tBodies[0];
  const key = (row, column) => row.cells[column].textContent.trim();
  heads.forEach((head, column) => head.querySelector("button").addEventListener("click", () => {
    const rows = [...body.rows], numbers = rows.every(row => /^[0-9]*$/.test(key(row, column)));
    const before = head.getAttribute("aria-sort");
    const up = before ? before === "descending" : !numbers;
    const order = numbers
      ? (a, b) => Number(key(a, column)) - Number(key(b, column))
      : (a, b) => key(a, column).localeCompare(key(b, column), "zh");
    rows.sort((a, b) => up ? order(a, b) : order(b, a));
    for (const other of heads) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    body.append(...rows);
  }));
}
document.getElementById("filter").addEventListener("input", event => {
  const words = event.target.value.toLowerCase();
  for (const row of document.querySelector("#units tbody").rows)
    row.hidden = !row.textContent.toLowerCase().includes(words);
});
"""
