// looking.cjs BROWSER FILE.html…: opens each page at the width of a telephone and of a desk, and prints a line of JSON
// for each: what axe-core finds against WCAG 2.2 AA and its own best practices, and every request beside the page itself.
const { chromium } = require("playwright-core");
const { readFileSync } = require("fs");
const { pathToFileURL } = require("url");

const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf-8");
const [browserPath, ...files] = process.argv.slice(2);

(async () => {
  const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
  for (const file of files) {
    for (const width of [390, 1280]) {
      const page = await browser.newPage({ viewport: { width, height: 900 } });
      const requests = [];
      page.on("request", (request) => requests.push(request.url()));
      await page.goto(pathToFileURL(file).href);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
      await page.evaluate(axe);
      const found = await page.evaluate(() => window.axe.run(document));
      const violations = found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(" ")}`);
      console.log(JSON.stringify({ file, width, violations, wide, passes: found.passes.length, requests: requests.slice(1) }));
      await page.close();
    }
  }
  await browser.close();
})().catch((problem) => { console.error(problem.message); process.exit(1); });
