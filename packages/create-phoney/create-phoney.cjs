#!/usr/bin/env node
// npm create phoney [folder] -- [flags]: phoney init, where phoney is not installed.
'use strict';
process.argv.splice(2, 0, 'init');
require('phoney/bin');
