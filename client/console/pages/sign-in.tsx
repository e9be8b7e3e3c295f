/** Signing in with an API token. The service keeps it in a cookie that no script can read; a wrong one says so. */
import { type SyntheticEvent, useState } from 'react';
import { Field } from '../parts/field.tsx';
import { Mark } from '../parts/icon.tsx';
import { ProblemNotice, type Problem } from '../parts/notice.tsx';

export async function signIn(token: string): Promise<Problem | null> {
  const answer = await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  if (answer.ok) return null;
  return {
    code: answer.status === 401 ? 'UNAUTHENTICATED' : 'SERVICE_UNREACHABLE',
    message:
      answer.status === 401 ? 'This token is unknown, expired or revoked.' : `The service answered ${answer.status}.`,
    remedy: 'Make one on the machine of the service: npm run token -- create --role ADMIN --name NAME',
  };
}

export async function signOut(): Promise<void> {
  await fetch('/session', { method: 'DELETE' });
  window.location.assign('/');
}

export function SignIn() {
  const [token, setToken] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const answer = await signIn(token.trim()).catch((error: unknown) => ({
      code: 'SERVICE_UNREACHABLE',
      message: 'The service did not answer.',
      remedy: error instanceof Error ? error.message : null,
    }));
    setBusy(false);
    if (answer === null) window.location.reload();
    else setProblem(answer);
  };
  return (
    <main className="sign-in">
      <form className="card padded stack" onSubmit={(event) => void submit(event)}>
        <div className="stack tight">
          <Mark size={32} />
          <h1>Sign in to Godwit</h1>
          <p className="muted">The service asks for an API token.</p>
        </div>
        <Field
          label="API token"
          type="password"
          autoComplete="current-password"
          autoFocus
          required
          value={token}
          change={setToken}
        />
        {problem === null ? null : <ProblemNotice problem={problem} spoken />}
        <button type="submit" className="button main large" disabled={busy || token.trim() === ''}>
          {busy ? 'Signing in…' : 'Sign in'}
        </button>
      </form>
    </main>
  );
}
