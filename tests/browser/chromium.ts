import { existsSync } from 'node:fs'
import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A real browser: the one of this machine, else the binary that comes inside an npm package. */
export const launchedChromium = async (): Promise<Browser> => {
  const installed = INSTALLED.find((path) => existsSync(path))
  return chromium.launch({
    executablePath: installed ?? (await sparticuz.executablePath()),
    args: installed ? FLAGS : [...sparticuz.args, ...FLAGS],
  })
}
