import { z } from 'zod'

/** An empty variable is an absent one, as shells make them. */
const optional = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema)

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const DatabaseUrl = z.url({ protocol: /^postgres(ql)?$/, error: 'expected postgres://user@host/database' })

const BETWEEN = 'expected 0 to 65535'
const Port = z.coerce.number(BETWEEN).int(BETWEEN).min(0, BETWEEN).max(65535, BETWEEN)

const Environment = z.object({
  PORT: optional(Port.default(8080)),
  HOST: optional(z.string().default('127.0.0.1')),
  DATA_DIR: optional(z.string().default('.gridloom')),
  DATABASE_URL: optional(DatabaseUrl.optional()),
  DATABASE_REPLICA_URL: optional(DatabaseUrl.optional()),
  DEMO: optional(z.enum(['0', '1'], 'expected 0 or 1').default('1')),
  TIME_ZONE: optional(
    z
      .string()
      .refine(isTimeZone, 'expected an IANA time zone such as Asia/Shanghai')
      .default('Asia/Shanghai'),
  ),
})

export interface Config {
  readonly port: number
  readonly host: string
  readonly isLoopback: boolean
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly databaseReplicaUrl: string | undefined
  readonly demo: boolean
  readonly timeZone: string
}

/** What the environment says, or one line for each variable that says something impossible. */
export function configFrom(
  environment: Record<string, string | undefined>,
): { ok: true; config: Config } | { ok: false; complaints: string[] } {
  const { success, data, error } = Environment.safeParse(environment)
  if (!success)
    return {
      ok: false,
      complaints: error.issues.map(
        ({ path, message }) => `${path.join('.')}=${environment[String(path[0])]}: ${message}`,
      ),
    }
  const isLoopback = /^(127(\.\d+){3}|::1|localhost)$/.test(data.HOST)
  if (data.DEMO === '1' && !isLoopback)
    return {
      ok: false,
      complaints: [
        `HOST=${data.HOST}: the demo has known passwords and is served on this machine only; set DEMO=0 to listen beyond it`,
      ],
    }
  return {
    ok: true,
    config: {
      port: data.PORT,
      host: data.HOST,
      isLoopback,
      dataDir: data.DATA_DIR,
      databaseUrl: data.DATABASE_URL,
      databaseReplicaUrl: data.DATABASE_REPLICA_URL,
      demo: data.DEMO === '1',
      timeZone: data.TIME_ZONE,
    },
  }
}
