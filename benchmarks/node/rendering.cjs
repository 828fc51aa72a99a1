// One engine, asked line by line: node rendering.cjs ENGINE FORM VALUES…  (VALUES: one JSON file for each report)
// Asked {"render": [0, 1]}: renders those reports and answers {"seconds": CPU seconds for each}.
// Asked {"document": 0}: answers {"base64": the document}. Asked {"peak": true}: answers {"mebibytes": peak memory}.
"use strict";
const fs = require("node:fs");
const readline = require("node:readline");

const [engine, form, ...files] = process.argv.slice(2);
const every = files.map((file) => JSON.parse(fs.readFileSync(file, "utf8")));

function docxtemplater() {
  const PizZip = require("pizzip");
  const Docxtemplater = require("docxtemplater");
  const content = fs.readFileSync(form);
  return async (values) => {
    const document = new Docxtemplater(new PizZip(content), { paragraphLoop: true });
    document.render(values);
    return document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  };
}

function carbone() {
  const render = require("carbone").render;
  return (values) =>
    new Promise((resolve, reject) =>
      render(form, values, (error, document) => (error ? reject(error) : resolve(document))),
    );
}

async function answer(question, render) {
  if (question.peak) return { mebibytes: process.resourceUsage().maxRSS / 1024 };
  if ("document" in question) {
    return { base64: Buffer.from(await render(every[question.document])).toString("base64") };
  }
  const before = process.cpuUsage();
  for (const number of question.render) await render(every[number]);
  const spent = process.cpuUsage(before);
  return { seconds: (spent.user + spent.system) / 1e6 / question.render.length };
}

async function main() {
  const render = { docxtemplater, carbone }[engine]();
  for await (const line of readline.createInterface({ input: process.stdin })) {
    console.log(JSON.stringify(await answer(JSON.parse(line), render)));
  }
}

main().then(() => process.exit(0), (error) => { console.error(String(error)); process.exit(1); });
