// There are only types: types.d.cts.
module.exports = {};
