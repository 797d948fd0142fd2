import { z } from 'zod'

// The content security policy forbids compiling code from text; zod must know before the first schema is made.
z.config({ jitless: true })
