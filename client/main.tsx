// First: it must run before any schema is made.
import './api/withoutEval.ts'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import './ui/base.css'
import './ui/shell.css'

createRoot(document.getElementById('root')!).render(<App />)
