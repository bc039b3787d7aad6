// Reads the path of a _redirects file and a list of [path, query, language]; prints what Netlify's own
// parser and matcher make of them.
import { readFileSync } from "node:fs";
import { parseAllRedirects } from "@netlify/redirect-parser";
import redirector from "netlify-redirector";

const [file, requests] = process.argv.slice(2);
const { redirects, errors } = await parseAllRedirects({ redirectsFiles: [file], minimal: false });
// The shape that Netlify's development server gives the matcher.
const rules = redirects.map(({ from, query, ...rule }) => ({ ...rule, origin: from, params: query }));
const matcher = await redirector.parseJSON(JSON.stringify(rules), {});
const plain = await redirector.parsePlain(readFileSync(file, "utf8"), {});
const matches = JSON.parse(readFileSync(requests, "utf8")).map(([path, query, language]) => {
  const headers = { "x-language": language };
  const request = {
    scheme: "https", host: "help.example.com", path, query, headers, cookieValues: {},
    getHeader: (name) => headers[name.toLowerCase()] ?? "", getCookie: () => "",
  };
  return [matcher, plain].map((one) => {
    const found = one.match(request);
    return found ? { to: found.to, status: found.status, force: Boolean(found.force) } : null;
  });
});
console.log(JSON.stringify({ errors: errors.map(String), rules: redirects, matches }));
