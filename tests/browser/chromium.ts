import { existsSync } from 'node:fs'
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
export async function launchedChromium(): Promise<Browser> {
  const installed = INSTALLED.find((path) => existsSync(path))
  return installed ? chromium.launch({ executablePath: installed, args: FLAGS }) : packagedChromium()
}

/** The package unpacks the libraries that a bare machine lacks only where it takes itself to be on its usual host. */
async function packagedChromium(): Promise<Browser> {
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x'
  if (existsSync('/etc/fonts')) process.env.FONTCONFIG_PATH ??= '/etc/fonts'
  const { default: packaged } = await import('@sparticuz/chromium')
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    args: [...packaged.args, ...FLAGS],
  })
}
