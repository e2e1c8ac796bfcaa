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
// Compiled once, kept where Node keeps such things: the next start takes half the time. Where nothing can be kept, nothing is
// said, and NODE_DISABLE_COMPILE_CACHE=1 or NODE_COMPILE_CACHE=folder have their usual meaning.
require('module').enableCompileCache();
var fs = require('fs');
var path = require('path');
var url = require('url');
var source = path.join(__dirname, '..', 'src', 'cli', 'main.ts');
var built = path.join(__dirname, '..', 'dist', 'cli', 'main.js');
// A checkout runs its sources; the published package has none and runs what was built.
import(url.pathToFileURL(fs.existsSync(source) ? source : built).href);
