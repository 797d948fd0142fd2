import { parentPort, workerData } from 'node:worker_threads'
import { areaMap } from './areaMap.ts'
import { areaMapPage } from './areaMapPage.ts'
import { briefPaper } from './briefTables.ts'
import { gridCardDocument } from './gridCardDocument.ts'
import { gridCardPage } from './gridCardPage.ts'
import { jointPaper } from './jointTables.ts'
import { noticeDocument } from './noticeDocument.ts'
import { noticePage } from './noticePage.ts'
import type { Paper } from './press.ts'
import { sectionedDocument } from './sectionedDocument.ts'
import { sectionedPage } from './sectionedPage.ts'

/** The thread of the press: draws the one paper that it was started with. */
function drawn(paper: Paper): Uint8Array | Promise<Uint8Array> {
  const isPdf = paper.medium === 'pdf'
  const sectioned = isPdf ? sectionedDocument : sectionedPage
  if (paper.kind === 'map') return (isPdf ? areaMap : areaMapPage)(paper.sheet)
  if (paper.kind === 'card') return (isPdf ? gridCardDocument : gridCardPage)(paper.card)
  if (paper.kind === 'joint') return sectioned(jointPaper(paper.report))
  if (paper.kind === 'brief') return sectioned(briefPaper(paper.brief))
  return (isPdf ? noticeDocument : noticePage)(paper.notice, paper.maps)
}

parentPort?.postMessage(await drawn(workerData as Paper))
