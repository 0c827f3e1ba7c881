/** The page's entry. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Welcome } from './screens/welcome.tsx';

const page = document.getElementById('page');
if (page === null) throw new Error('index.html has no element #page');
createRoot(page).render(
  <StrictMode>
    <Welcome />
  </StrictMode>,
);
