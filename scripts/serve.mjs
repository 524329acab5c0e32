// npm run serve: production. No sample and no default password.
import { runServer } from './child.mjs';
import { buildClient, installPackages } from './install.mjs';

await installPackages();
await buildClient();
runServer(['server/src/main.ts', 'production']);
