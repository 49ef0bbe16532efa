// Runs before an install. The workspace needs pnpm, which the commands below fetch by themselves.
const agent = process.env.npm_config_user_agent ?? '';
if (!agent.startsWith('pnpm')) {
  console.error(
    'This workspace installs itself: run "npm start" or "npm test" (they fetch pnpm and everything else).',
  );
  process.exit(1);
}
