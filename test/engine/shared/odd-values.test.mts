import { expect, it } from '@jest/globals';
import type { RecordedRequest } from '../../../simulator/index.mts';
import { isRefused } from '../../support/engine/bad-values.mts';
import { PLACES } from '../../support/engine/places.mts';
import { pairsOf } from '../../support/engine/run-node.mts';
import { runSample, sampleFor } from '../../support/engine/run-sample.mts';
import { useFakeTime } from '../../support/fake-time.mts';
import { useSimulator } from '../../support/simulator.mts';

const holder = useSimulator();
const time = useFakeTime();

/** Texts that may well be meant, with all that is special where texts are put into. */
const ODD = ['👩‍👩‍👧 ñ ø', '<b>Acme</b> & "Söhne"', 'a&b=c+d%41#e?f;g', "O'Neil's \\ {{ $json }} ${x}"];

const decoded = (text: string) => {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
};

/** All texts in a value. */
function* textsIn(value: unknown): Generator<string> {
	if (typeof value === 'string') yield value;
	else if (typeof value === 'object' && value !== null) {
		for (const [name, one] of Object.entries(value)) {
			yield name;
			yield* textsIn(one);
		}
	}
}

const textsOf = ({ path, query, headers, body }: RecordedRequest) => [
	decoded(path),
	...textsIn([query, headers, body]),
];

/** Where a text is not sent by itself, and what becomes of it. */
const ELSEWHERE: Readonly<Record<string, string>> = {
	'getOAuthUrl customerId': 'in the sealed state',
	'getOAuthUrl options.scope': 'in the sealed state',
	'getOAuthUrl options.siteAddress': 'in the sealed state',
	'inviteCustomer elements': 'in the sealed invitation',
	'createInstance options.callbackUrl': 'the sealed state says it',
	'createInstance options.requestTokenSecret': 'the sealed state says it',
	'createInstance options.siteAddress': 'the sealed state says it',
	'manageInstance options.callbackUrl': 'the sealed state says it',
	'manageInstance options.requestTokenSecret': 'the sealed state says it',
	'manageInstance options.siteAddress': 'the sealed state says it',
	'createInstance accessToken': 'QuickBooks is connected with the refresh token',
	'quickProvisionQbo options.intuitBaseUrl': 'asked only with Check Tokens First',
	'createInstance options.eventSignatureVersion': 'sent only with a receiver of events',
	'elementRequest identifierField': 'in a body that is no JSON, which the far side does not record',
	'elementRequest bodyParameters.parameters.name': 'in such a body',
	'elementRequest rawBody': 'in such a body',
	'quickBooksCustomApi bodyParameters.parameters.name': 'in such a body',
	'quickBooksCustomApi rawBody': 'in such a body',
	'quickBooksCustomApi path': 'refused before it is recorded where there is no such path',
	'quickBooksCustomApi rawContentType': 'refused before it is recorded',
	'quickBooksCustomApi binaryPropertyName': 'names where a file is put, or is',
	'elementRequest options.changedField': 'compared here',
	'elementRequest options.idField': 'compared here',
	'manageInstance customerElement': 'compared here',
	'manageInstance matchTag': 'compared here',
	'manageInstance updateFields.removeTags': 'compared here',
};

const SENT = PLACES.filter(
	({ type, path }) => type !== 'waitForCustomer' && !(`${type} ${path}` in ELSEWHERE),
);

it.each(SENT.map((place) => [place.type, place.path, place] as const))(
	'%s sends or gives out what it takes in %s letter by letter',
	async (_type, _path, place) => {
		time.toPresent();
		const key = await sampleFor(place);
		const { items, calls } = await runSample(holder.simulator, key, place, ODD);
		const taken = pairsOf(items.filter((item) => !isRefused(item)));
		const texts = [
			...calls.flatMap(textsOf),
			...items.flatMap(({ json, binary }) => [...textsIn([json, binary])]),
		];
		const isThere = (value: string) => texts.some((text) => text.includes(value));
		expect(taken.map((index) => ODD[index] as string).filter((value) => !isThere(value))).toEqual(
			[],
		);
	},
);
