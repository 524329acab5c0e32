import { type ProjectorAnswer, projectorSchema, stageAnswerSchema } from '@ruam/shared/api/stage.ts';
import type { z } from 'zod';
import { RequestError, readAnswer } from '../api/request.ts';
import type { PairedAnswer, ProjectorQuestions } from './projectorLink.ts';

/** A server that does not answer for so long is not there. */
const patienceMs = 6_000;
const path = '/api/projector';

/** Asks the server as this browser's projector; every question ends. */
export const projectorQuestions: ProjectorQuestions = {
  read: () => unlessGone(() => ask(projectorSchema, path, 'GET')),
  begin: () => ask<ProjectorAnswer>(projectorSchema, path, 'POST'),
  stage: ({ cycle, meeting }: PairedAnswer) =>
    unlessGone(() =>
      ask(
        stageAnswerSchema,
        `/api/cycles/${encodeURIComponent(cycle)}/meetings/${encodeURIComponent(meeting)}/stage`,
        'GET',
      ),
    ),
};

async function ask<Answer>(schema: z.ZodType<Answer>, address: string, method: 'GET' | 'POST'): Promise<Answer> {
  const response = await fetch(address, {
    method,
    credentials: 'same-origin',
    signal: AbortSignal.timeout(patienceMs),
    ...(method === 'GET' ? { headers: { 'ruam-projector': '1' } } : {}),
  });
  return readAnswer(schema, address, response.status, await response.text());
}

/** Null where the server says that there is none such; any other failure is one. */
async function unlessGone<Answer>(asked: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked();
  } catch (error) {
    if (error instanceof RequestError && (error.code === 'notFound' || error.code === 'notSignedIn')) return null;
    throw error;
  }
}
