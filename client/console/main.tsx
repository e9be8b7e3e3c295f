/** Where the console starts: the client, the styles, the application. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Provider } from 'urql';
import 'uplot/dist/uPlot.min.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/parts.css';
import './styles/pages.css';
import { createGodwitClient } from '../sdk/client.ts';
import { App } from './app.tsx';
import { ServiceProvider } from './live/service.ts';

const client = createGodwitClient({ url: `${window.location.origin}/graphql` });
const root = document.querySelector('#root');
if (root === null) throw new Error('The page has no #root.');
createRoot(root).render(
  <StrictMode>
    <ServiceProvider value={client}>
      <Provider value={client.urql}>
        <App />
      </Provider>
    </ServiceProvider>
  </StrictMode>,
);
