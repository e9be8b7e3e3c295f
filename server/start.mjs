// Plain JavaScript, so that an old Node can say what is wrong instead of failing on TypeScript.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Godwit needs Node 22.18 or later and found ${process.versions.node}. On Linux (x64, arm64) npm brings Node 24 along: run it as "npm start" after "npm ci"; elsewhere install Node 24.`,
  );
  process.exit(1);
}
// graphql-js checks every value of an answer against a second copy of itself unless this says production: a fifth of a large answer.
process.env.NODE_ENV ??= 'production';
const { enableCompileCache } = await import('node:module');
// Stripped types and compiled code are kept for the next start and for the workers, which inherit the variable: a third
// less CPU and 38 MB less memory per process. Beside the modules, where only who installed them can write.
process.env.NODE_COMPILE_CACHE ??= `${import.meta.dirname}/../node_modules/.cache/godwit`;
enableCompileCache(process.env.NODE_COMPILE_CACHE);
await import('./runtime/driver-repair.ts'); // before anything imports the driver
if (process.argv.includes('--demo')) await (await import('./demo/demo.ts')).main();
else if (process.argv.includes('--token')) await (await import('./token.ts')).main();
else await (await import('./main.ts')).main();
