import { z } from 'zod';

// The page's policy forbids eval; asking zod to try would write an error to every reader's console. Imported first,
// because zod decides when a schema is made.
z.config({ jitless: true });
