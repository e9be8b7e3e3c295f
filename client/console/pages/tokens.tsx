/** API tokens: who may do what, until when. A new one is shown once. */
import { type SyntheticEvent, useState } from 'react';
import {
  TokenCreateDocument,
  TokenRevokeDocument,
  TokensPageDocument,
  type Role,
  type TokenFieldsFragment,
} from '../../generated/graphql.ts';
import { signIn } from './sign-in.tsx';
import { words } from '../format/format.ts';
import { useAct } from '../live/act.ts';
import { QueryView } from '../live/query-view.tsx';
import { useLiveQuery } from '../live/use-live-query.ts';
import { Confirm, Dialog, type Question, FormEnd } from '../parts/dialog.tsx';
import { Choice, Field } from '../parts/field.tsx';
import { Icon } from '../parts/icon.tsx';
import { Empty, Notice, ProblemNotice, type Problem } from '../parts/notice.tsx';
import { More, PageHead } from '../parts/page.tsx';
import { usePaging } from '../parts/paging.ts';
import { State } from '../parts/state.tsx';
import { Statement } from '../parts/statement.tsx';
import { Table } from '../parts/table.tsx';
import { Ago } from '../parts/time.tsx';

const ROLES: readonly (readonly [Role, string])[] = [
  ['VIEWER', 'Viewer: sees all but row values'],
  ['OPERATOR', 'Operator: acts on tasks'],
  ['ADMIN', 'Admin: also endpoints, tokens, release, delete'],
];
const DAY_MS = 86_400_000;

/** `first`: the service runs open, until the first token is made. */
export function TokensPage({ mayChange, first }: { readonly mayChange: boolean; readonly first: boolean }) {
  const [page, turn] = usePaging('');
  const live = useLiveQuery({ query: TokensPageDocument, variables: page });
  const [creating, create] = useState(false);
  const [question, setQuestion] = useState<Question | null>(null);
  const act = useAct();
  const revoke = (token: TokenFieldsFragment): void =>
    setQuestion({
      title: `Revoke ${token.name}?`,
      consequence: 'Whoever uses it is refused from now on. It cannot be made valid again.',
      verb: 'Revoke',
      risky: true,
      act: () => act(TokenRevokeDocument, { input: { tokenId: token.id } }, `${token.name} is revoked.`),
    });
  return (
    <>
      <PageHead title="Tokens">
        {mayChange ? (
          <button type="button" className="button main" onClick={() => create(true)}>
            <Icon name="plus" size={14} /> New token
          </button>
        ) : null}
      </PageHead>
      <div className="card">
        <QueryView of={live} what="tokens">
          {({ tokens }) =>
            tokens.nodes.length === 0 ? (
              <Empty title="No token yet">Without a token the service runs open, on a loopback address only.</Empty>
            ) : (
              <>
                <Table
                  label="Tokens"
                  rows={tokens.nodes}
                  keyOf={({ id }) => id}
                  columns={[
                    { name: 'Name', title: true, cell: (row) => <strong>{row.name}</strong> },
                    { name: 'Role', cell: (row) => words(row.role) },
                    { name: 'State', cell: (row) => <State of={stateOf(row)} /> },
                    { name: 'Expires', cell: (row) => (row.expiresAt ? <Ago at={row.expiresAt} /> : 'Never') },
                    { name: 'Last used', cell: (row) => <Ago at={row.lastUsedAt} /> },
                    { name: 'Made by', cell: (row) => row.createdBy },
                    {
                      name: 'Actions',
                      acts: true,
                      right: true,
                      cell: (row) =>
                        mayChange && !row.revokedAt ? (
                          <button type="button" className="button small risky" onClick={() => revoke(row)}>
                            Revoke…<span className="unseen"> {row.name}</span>
                          </button>
                        ) : null,
                    },
                  ]}
                />
                <More page={tokens.pageInfo} total={tokens.totalCount} shown={tokens.nodes.length} go={turn} />
              </>
            )
          }
        </QueryView>
      </div>
      {creating ? <TokenForm first={first} close={() => create(false)} /> : null}
      {question === null ? null : <Confirm question={question} close={() => setQuestion(null)} />}
    </>
  );
}

function stateOf(token: TokenFieldsFragment): string {
  if (token.revokedAt) return 'REVOKED';
  return token.expiresAt && new Date(token.expiresAt).getTime() < Date.now() ? 'EXPIRED' : 'VALID';
}

function TokenForm({ first, close }: { readonly first: boolean; readonly close: () => void }) {
  const act = useAct();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>(first ? 'ADMIN' : 'OPERATOR');
  const [days, setDays] = useState('90');
  const [secret, setSecret] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    const expiresAt = days === '' ? null : new Date(Date.now() + Number(days) * DAY_MS).toISOString();
    let made: string | null = null;
    const found = await act(TokenCreateDocument, { input: { name: name.trim(), role, expiresAt } }, (data) => {
      if ('secret' in data.tokenCreate) made = data.tokenCreate.secret ?? null;
    });
    setProblem(found ?? (first && made !== null ? await signIn(made) : null)); // nobody else may go on without a token now
    setSecret(made);
  };
  if (secret !== null)
    return (
      <Dialog title={`Token ${name}`} close={close}>
        <Notice tone="warn">Copy it now: it is not shown again.</Notice>
        {first ? <p>From now on the service asks for a token. This browser is signed in with it.</p> : null}
        {problem === null ? null : <ProblemNotice problem={problem} spoken />}
        <Statement text={secret} label="The token" />
        <footer>
          <button type="button" className="button main" onClick={first ? () => window.location.reload() : close}>
            Done
          </button>
        </footer>
      </Dialog>
    );
  return (
    <Dialog title="New token" close={close}>
      <form className="stack" onSubmit={(event) => void submit(event)}>
        <Field
          label="Name"
          required
          maxLength={64}
          autoFocus
          value={name}
          change={setName}
          hint="Whom or what it is for; named in the audit trail."
        />
        {/* the options are the roles */}
        <Choice
          label="Role"
          hint={first ? 'The first token is an ADMIN: from then on the service asks for one.' : undefined}
          value={role}
          change={(value) => setRole(value as Role)}
          options={first ? ROLES.filter(([name]) => name === 'ADMIN') : ROLES}
        />
        <Choice
          label="Expires"
          value={days}
          change={setDays}
          options={[
            ['7', 'In 7 days'],
            ['90', 'In 90 days'],
            ['365', 'In a year'],
            ['', 'Never'],
          ]}
        />
        {problem === null ? null : <ProblemNotice problem={problem} spoken />}
        <FormEnd close={close} disabled={name.trim() === ''}>
          Make token
        </FormEnd>
      </form>
    </Dialog>
  );
}
