/** Runs a mutation and tells what came of it: null, or the problem with code and remedy. */
import type { AnyVariables, DocumentInput } from 'urql';
import { problemOf, type Problem } from '../parts/notice.tsx';
import { flash } from '../parts/flash.tsx';
import { useService } from './service.ts';

export type Act = <Data, Variables extends AnyVariables>(
  document: DocumentInput<Data, Variables>,
  variables: Variables,
  done?: string | ((data: Data) => void),
) => Promise<Problem | null>;

/** An expected failure is data: the one payload of a mutation is then a UserError. */
function userErrorOf(data: unknown): Problem | null {
  if (typeof data !== 'object' || data === null) return null;
  const payload: unknown = Object.entries(data).find(([name]) => name !== '__typename')?.[1];
  if (typeof payload !== 'object' || payload === null || !('code' in payload) || !('message' in payload)) return null;
  const remedy = 'remedy' in payload && typeof payload.remedy === 'string' ? payload.remedy : null;
  const path = 'path' in payload && Array.isArray(payload.path) ? payload.path.map(String) : null;
  return { code: String(payload.code), message: String(payload.message), remedy, path };
}

export function useAct(): Act {
  const service = useService();
  return async (document, variables, done) => {
    try {
      const data = await service.mutate(document, variables);
      const problem = userErrorOf(data);
      if (problem !== null) return problem;
      if (typeof done === 'string') flash(done);
      else done?.(data);
      return null;
    } catch (error) {
      return problemOf(error instanceof Error ? error : new Error(String(error)));
    }
  };
}

/** The same, with the problem told in the corner. */
export function useActAndTell(): Act {
  const act = useAct();
  return async (document, variables, done) => {
    const problem = await act(document, variables, done);
    if (problem !== null) flash(problem);
    return problem;
  };
}
