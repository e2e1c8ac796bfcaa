/** The oldest Node that has everything: bin/phoney.cjs and package.json name it, too. */
const needed = [22, 19] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  throw new Error(
    `phoney needs Node ${needed.join('.')} or newer; this is Node ${process.versions.node}. Install a current Node from https://nodejs.org and try again.`,
  );
}
