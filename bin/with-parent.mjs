// Loaded before every entry by bootstrap.mjs. The channel to the parent closes whatever way the parent ends,
// kill -9 included: then stop as if asked to, and do not outlive a stop that hangs.
if (process.channel) {
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), 15_000).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  // A listener would keep the process alive; a command that is done must end.
  process.channel.unref();
}
