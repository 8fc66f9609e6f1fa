import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { readExamples, type ExampleWorkflow } from '../../demo/examples.mts';

interface Placed {
	name: string;
	type: string;
	position: [x: number, y: number];
	parameters: { width?: number; height?: number; content?: string };
}

const { workflows } = await readExamples();
const gallery = await readFile(new URL('../../examples/README.md', import.meta.url), 'utf8');
const cases = workflows.map((workflow) => [workflow.name, workflow] as const);

const nodesOf = ({ nodes }: ExampleWorkflow) => nodes as unknown as Placed[];
const isNote = ({ type }: Placed) => type.endsWith('.stickyNote');
const namesOf = (workflow: ExampleWorkflow, type: RegExp) =>
	nodesOf(workflow)
		.filter((node) => type.test(node.type))
		.map(({ name }) => name);

/** Where a node stands with its name below it, in the editor's pixels. */
function boxOf({ position: [x, y], type, parameters }: Placed) {
	if (type.endsWith('.stickyNote')) {
		return {
			left: x,
			top: y,
			right: x + (parameters.width ?? 0),
			bottom: y + (parameters.height ?? 0),
		};
	}
	return { left: x - 20, top: y, right: x + 116, bottom: y + 140 };
}

function overlaps(one: Placed, other: Placed): boolean {
	const [a, b] = [boxOf(one), boxOf(other)];
	return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

const isCallbackTrigger = (type: string) => type.endsWith('.oAuthCallbackTrigger');

/** The output by which such a trigger gives who denied, and another node what failed. */
const WHEN_NOT = 1;

/** Whether what leaves a node by an output comes to an e-mail. */
function leadsToEmail(workflow: ExampleWorkflow, name: string, output?: number): boolean {
	const connections = workflow.connections as Record<
		string,
		{ main: Array<Array<{ node: string }>> }
	>;
	const { main = [] } = connections[name] ?? {};
	const next = output === undefined ? main.flat() : (main[output] ?? []);
	const emails = namesOf(workflow, /\.emailSend$/);
	return next.some(({ node }) => emails.includes(node) || leadsToEmail(workflow, node));
}

describe.each(cases)('The example %s', (name, workflow) => {
	it('has a name with its place in the list', () => {
		expect(name).toMatch(/^\d\d[a-c]? [A-Z]/);
	});

	it('has one trigger where it begins with a click, so that the large button starts that', () => {
		const begun = namesOf(workflow, /\.(manual|schedule)Trigger$/);
		const others = namesOf(workflow, /\.(webhook|connectPage|oAuthCallbackTrigger)$/);
		if (begun.length > 0) expect([begun.length, others]).toEqual([1, []]);
	});

	it('has a note, and nothing that covers something else', () => {
		const nodes = nodesOf(workflow);
		expect(nodes.filter(isNote)).toHaveLength(1);
		const covered = nodes.flatMap((one, index) =>
			nodes
				.slice(index + 1)
				.filter((other) => overlaps(one, other))
				.map((other) => `${one.name} and ${other.name}`),
		);
		expect(covered).toEqual([]);
	});

	it('tells us by e-mail when an account cannot be connected, where a callback comes while nobody looks', () => {
		const untold = nodesOf(workflow)
			.filter(({ type, parameters }) => isCallbackTrigger(type) || 'callback' in parameters)
			.filter(({ name }) => !leadsToEmail(workflow, name, WHEN_NOT))
			.map(({ name }) => name);
		expect(untold).toEqual([]);
	});

	it('speaks only of examples that there are', () => {
		const said = JSON.stringify(nodesOf(workflow).map(({ parameters }) => parameters));
		for (const [, number] of said.matchAll(/example \W*(\d\d[a-c]?)\b/g)) {
			expect(workflows.map((other) => other.name.split(' ')[0])).toContain(number);
		}
	});

	it('is in the gallery', () => {
		expect(gallery).toContain(`## ${name}\n`);
	});
});
