import fc from 'fast-check';

/**
 * Property tests draw the same cases in every run, so that a red one is red for a change of the code. Others are drawn with
 * `FAST_CHECK_SEED=$RANDOM npm test`; what a failure names is played again with its own seed.
 */
fc.configureGlobal({
  ...fc.readConfigureGlobal(),
  seed: Number(process.env['FAST_CHECK_SEED'] ?? 20_260_302),
});
