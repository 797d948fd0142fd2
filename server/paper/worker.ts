import { parentPort, workerData } from 'node:worker_threads'
import { areaMap } from './areaMap.ts'
import { noticeDocument } from './noticeDocument.ts'
import type { Paper } from './press.ts'

/** The thread of the press: draws the one paper that it was started with. */
const paper = workerData as Paper
const bytes = await (paper.kind === 'notice'
  ? noticeDocument(paper.notice, paper.maps)
  : areaMap(paper.sheet))
parentPort?.postMessage(bytes)
