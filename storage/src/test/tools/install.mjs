// Fetches the test programs of package.json into a directory, unless they are there.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const there = process.argv[2];
const lock = 'package-lock.json';
const done = join(there, 'node_modules', '.' + lock);

if (existsSync(done) && readFileSync(join(here, lock), 'utf8') === readFileSync(join(there, lock), 'utf8')) {
  process.exit(0);
}
mkdirSync(there, { recursive: true });
for (const file of ['package.json', lock]) {
  copyFileSync(join(here, file), join(there, file));
}
execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: there, stdio: 'inherit' });
