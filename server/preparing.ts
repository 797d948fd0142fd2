import type { RequestListener } from 'node:http'
import type { Problem } from './contract/common.ts'

const PAGE = `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="1"><title>织网 Gridloom</title>
<p>正在准备，请稍候。 Preparing, one moment.</p>`
const PROBLEM: Problem = { type: 'about:blank', title: 'preparing', status: 503, code: 'preparing' }

/** What the server answers until it is ready: alive, not ready, and to a browser a page that tries again. */
export const preparing: RequestListener = (request, response) => {
  const isPage = request.headers.accept?.includes('text/html')
  const isLive = request.url === '/health/live'
  response.writeHead(isLive ? 200 : 503, {
    'content-type': isLive ? 'application/json' : isPage ? 'text/html' : 'application/problem+json',
    'retry-after': '1',
  })
  response.end(isLive ? '{"status":"ok"}' : isPage ? PAGE : JSON.stringify(PROBLEM))
}
