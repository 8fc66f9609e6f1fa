import { apiPath } from '../api/apiPath';
import { readPage } from '../api/page';
import type { PlatformClient } from '../api/platformClient';
import { InvalidInput } from '../errors/failure';
import type { CustomerAddress, InstanceAddress, InstanceChoice } from '../fields/instanceLocator';
import { customerTag } from './customer';
import { elementKeyOf, tagsOf } from './instance';
import type { Instance } from './instance';

const inWords = (instance: Instance) =>
	`${instance.id} (${elementKeyOf(instance) ?? 'element unknown'})`;

/** Finds the instances of customers by their tag. Each customer is looked up once, however many items want it. */
export class CustomerInstances {
	private readonly lookups = new Map<string, Promise<Instance[]>>();

	constructor(private readonly client: PlatformClient) {}

	/**
	 * The one instance of a customer, in full.
	 *
	 * @throws InvalidInput when there is none, or when there are several, with their ids and elements
	 * @throws CallFailure when nobody could look
	 */
	async find({ customerId, elementKey }: CustomerAddress): Promise<Instance> {
		const all = await this.lookUp(customerId);
		const found = all.filter((one) => elementKey === '' || elementKeyOf(one) === elementKey);
		const [instance, another] = found;
		const whose = `customer ${customerId}`;
		if (!instance) {
			const others = all.map(inWords).join(', ');
			throw new InvalidInput(
				`No instance of ${whose}${elementKey && ` for the element ${elementKey}`}`,
				all.length > 0
					? `There are: ${others}. Choose another element, or connect the customer.`
					: `No instance has the tag ${customerTag(customerId)}. Create Instance gives it to new ones, Update of Manage Instance to others.`,
				'instance_unknown',
			);
		}
		if (!another) return instance;
		throw new InvalidInput(
			`${found.length} instances of ${whose}: ${found.map(inWords).join(', ')}`,
			elementKey === ''
				? 'Say in Element of This Customer which is meant. Of one element the customer must have one instance.'
				: 'Nobody can say which of them is meant. Choose it by its ID, or delete those that are not needed.',
			'ambiguous_match',
		);
	}

	/** The address that was chosen, where that is a customer's instance its id. */
	async resolve(choice: InstanceChoice): Promise<InstanceAddress> {
		if (!('customerId' in choice)) return choice;
		return { id: String((await this.find(choice)).id) };
	}

	private async lookUp(customerId: string): Promise<Instance[]> {
		const lookup = this.lookups.get(customerId) ?? this.read(customerId);
		this.lookups.set(customerId, lookup);
		return await lookup;
	}

	/** A customer has few instances, so a page holds them all. Whether they have the tag is looked at here too. */
	private async read(customerId: string): Promise<Instance[]> {
		const { rows } = await readPage<Instance>(this.client, {
			path: apiPath('instances'),
			query: { tags: [customerTag(customerId)] },
		});
		return rows.filter((row) => tagsOf(row).includes(customerTag(customerId)));
	}
}
