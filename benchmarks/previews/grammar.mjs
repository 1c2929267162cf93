// Previews read by Harper, a grammar checker: node grammar.mjs DOCUMENTS HARPER
// DOCUMENTS: what run.py --keep wrote, one JSON document a line. HARPER: a folder with harper.js in its node_modules.
import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

// Rules that do not apply, each with why.
const OFF = {
  SpellCheck: "names of clubs and players from everywhere",
  OrthographicConsistency: "parts of such names: del, Di, Sam",
  UpdatePlaceNames: "sides are called as they were called on the day",
  ExpandMinimum: "Son Heung-min",
  ExpandMemoryShorthands: "RB Leipzig",
  LongSentences: "a matter of taste, not of grammar",
  NumericRangeEnDash: "scores have a hyphen: 2-1",
  OxfordComma: "British usage has none",
  DisjointPrefixes: "semi-final has a hyphen in British usage",
  SplitWords: "matchday is the field's own word",
  QuantifierNumeralConflict: '"of four or more 24%" is no "more 24"',
  MissingTo: '"expected return" and "goals expected" are no infinitives',
  NoMatchFor: 'a match of football is no "match for"',
  OneOfTheSingular: '"lost one of the three before" is plain English',
};
const SERIE_A = /\b(Serie|Série) $/; // its A is no article

const [documents, harper] = process.argv.slice(2);
const module = (name) => import(pathToFileURL(resolve(harper, "node_modules/harper.js/dist", name)));
const { LocalLinter, Dialect } = await module("index.js");
const { binaryInlined } = await module("binaryInlined.js");
const linter = new LocalLinter({ binary: binaryInlined, dialect: Dialect.British });
await linter.setup();
const rules = await linter.getDefaultLintConfig();
for (const rule of Object.keys(OFF)) rules[rule] = false;
await linter.setLintConfig(rules);

const known = new Set();
const found = new Map();
let read = 0;
for await (const line of createInterface({ input: createReadStream(documents), crlfDelay: Infinity })) {
  const document = JSON.parse(line);
  read += 1;
  await learnNames(document);
  for (const section of document.sections)
    for (const paragraph of section.paragraphs) {
      const text = paragraph.sentences.map((sentence) => sentence.text).join(" ");
      const lints = await linter.organizedLints(text, { language: "plaintext" });
      for (const [rule, ones] of Object.entries(lints))
        for (const one of ones) keep(rule, section.name, document.fixture.id, text, one);
    }
}

console.log(`previews: ${read}; rules: ${Object.values(rules).filter((on) => on !== false).length}`);
for (const [rule, ones] of [...found].sort((a, b) => b[1].length - a[1].length)) {
  console.log(`\n${rule}: ${ones.length} (${ones[0].message})`);
  const told = new Set();
  for (const one of ones) if (!told.has(one.problem) && told.size < 8) {
    told.add(one.problem);
    console.log(`  [${one.section}] ${one.fixture}: ${one.around}`);
  }
}

async function learnNames(document) {
  const names = [document.fixture.home, document.fixture.away];
  for (const claim of document.claims) for (const row of claim.evidence) names.push(row.home, row.away);
  const words = names.flatMap((name) => name.split(/[^\p{L}\p{M}'’]+/u)).filter((word) => word && !known.has(word));
  for (const word of words) known.add(word);
  if (words.length) await linter.importWords(words);
}

function keep(rule, section, fixture, text, lint) {
  const { start, end } = lint.span();
  const letters = [...text];
  if (rule === "AnA" && SERIE_A.test(letters.slice(0, start).join(""))) return;
  const around = `${letters.slice(Math.max(0, start - 60), start).join("")}>${lint.get_problem_text()}<${letters.slice(end, end + 40).join("")}`;
  if (!found.has(rule)) found.set(rule, []);
  found.get(rule).push({ section, fixture, around, problem: lint.get_problem_text().toLowerCase(), message: lint.message() });
}
