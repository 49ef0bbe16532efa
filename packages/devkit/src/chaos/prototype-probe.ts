// Loaded into the server before its own code. As it exits it says what has become of the prototypes that all objects share.
const shared = { Object, Array, Function, String, Promise };
const names = () =>
  Object.entries(shared).flatMap(([name, { prototype }]) =>
    Reflect.ownKeys(prototype).map((key) => `${name}.prototype.${String(key)}`),
  );
const before = new Set(names());

process.on('exit', () => {
  const added = names().filter((name) => !before.has(name));
  process.stdout.write(`prototypes: ${added.length === 0 ? 'clean' : added.join(', ')}\n`);
});
