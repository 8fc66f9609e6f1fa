import type { INodeProperties } from 'n8n-workflow';

import { appearanceField } from '../shared/pages/appearance';
import { answerField } from '../shared/pages/callbackReply';
import { CALLBACK_TEXTS } from '../shared/pages/callbackTexts';

export const properties: INodeProperties[] = [
	{
		displayName:
			'Switch on Resume This Execution in the Get OAuth URL or Invite Customer before. The customer comes back by the OAuth Callback Trigger of a published workflow, which leads them here.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Timeout (Minutes)',
		name: 'timeoutMinutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1440,
		description: 'How long to wait at most. Then the input goes on at the output Timed Out.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [answerField, appearanceField(CALLBACK_TEXTS)],
	},
];
