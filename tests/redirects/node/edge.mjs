// Runs the generated edge function under Node.js or Deno. Reads one JSON list of requests a line, each
// {url, headers, method}; answers with one JSON list a line. `files` (second argument) is what the site
// serves: {path: [status, type, body]}.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import process from "node:process";
import { pathToFileURL } from "node:url";

const [module, filesPath] = process.argv.slice(2);
const start = performance.now();
const { default: handler, config, MAP, Resolver } = await import(pathToFileURL(module).href);
new Resolver(MAP);
const ready = performance.now() - start;
const files = JSON.parse(readFileSync(filesPath, "utf8"));

function serve(url) {
  const [status, type, body] = files[new URL(url).pathname] ?? [404, "text/html", files["404"] ?? ""];
  return new Response(body, { status, headers: { "content-type": type, etag: "x" } });
}
globalThis.fetch = async (url) => serve(String(url));

async function answer({ url, headers, method }) {
  const request = new Request(url, { headers: headers ?? {}, method: method ?? "GET" });
  let passed = 0;
  const context = { next: async () => { passed += 1; return serve(url); } };
  const response = await handler(request, context);
  if (!response) return null;
  return {
    status: response.status,
    location: response.headers.get("location"),
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
    passed,
  };
}

console.log(JSON.stringify({ config, ready }));
for await (const line of createInterface({ input: process.stdin })) {
  const requests = JSON.parse(line);
  const begin = performance.now();
  const answers = [];
  for (const request of requests) answers.push(await answer(request));
  console.log(JSON.stringify({ answers, milliseconds: performance.now() - begin }));
}
