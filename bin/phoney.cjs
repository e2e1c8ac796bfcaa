#!/usr/bin/env node
// Plain old CommonJS, so that an old Node can read it and say which version is needed.
'use strict';
var needed = [22, 19];
var found = process.versions.node.split('.').map(Number);
if (found[0] < needed[0] || (found[0] === needed[0] && found[1] < needed[1])) {
  process.stderr.write(
    'phoney needs Node ' +
      needed.join('.') +
      ' or newer; this is Node ' +
      process.versions.node +
      '. Install a current Node from https://nodejs.org and try again.\n',
  );
  process.exit(3);
}
var fs = require('fs');
var path = require('path');
var url = require('url');
var source = path.join(__dirname, '..', 'src', 'cli', 'main.ts');
var built = path.join(__dirname, '..', 'dist', 'cli', 'main.js');
// A checkout runs its sources; the published package has none and runs what was built.
import(url.pathToFileURL(fs.existsSync(source) ? source : built).href);
