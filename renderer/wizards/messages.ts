import { addressesMessages } from './addresses/messages.ts'
import { analysisMessages } from './analysis/messages.ts'
import { backMessages } from './back/messages.ts'
import { bulkMessages } from './bulk/messages.ts'
import { namesMessages } from './names/messages.ts'
import { networkMessages } from './network/messages.ts'
import { planMessages } from './shared/planMessages.ts'
import { wizardFrameMessages } from './shared/messages.ts'
import { textsMessages } from './texts/messages.ts'
import { timeMessages } from './time/messages.ts'

/** Every sentence of the wizards. Merged into the app's messages at the top. */
export const wizardMessages = {
  wizard: { ...wizardFrameMessages, ...planMessages },
  addresses: addressesMessages,
  analysis: analysisMessages,
  bulk: bulkMessages,
  names: namesMessages,
  network: networkMessages,
  texts: textsMessages,
  time: timeMessages,
  plan: backMessages,
} as const
