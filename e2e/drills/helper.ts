import { fork } from 'node:child_process';
import { join } from 'node:path';

/** A process beside the drill's own, so that the load of one does not slow down the measuring of another. */
export interface Helper<Question, Answer> {
  ask(question: Question): Promise<Answer>;
  end(): void;
}

/** Starts a file of this folder that calls `answerAsHelper`. It ends with the drill. */
export function startHelper<Question, Answer>(file: string): Helper<Question, Answer> {
  const child = fork(join(import.meta.dirname, file), { serialization: 'advanced' });
  return {
    ask: (question) =>
      new Promise((resolve, reject) => {
        const ended = (code: number | null) => reject(new Error(`${file} ended with ${code}`));
        child.once('exit', ended);
        child.once('message', (answer) => {
          child.off('exit', ended);
          resolve(answer as Answer);
        });
        child.send(question as object);
      }),
    end: () => void (child.connected && child.disconnect()),
  };
}

/** Answers one question after the other. */
export function answerAsHelper<Question, Answer>(answer: (question: Question) => Promise<Answer>): void {
  process.on('disconnect', () => process.exit(0));
  process.on('message', (question) => {
    answer(question as Question).then(
      (result) => process.send?.(result),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}
