import type { Simulator } from '../../../simulator/index.mts';
import type { Place } from '../../n8n/onboarding.mts';
import type { Cluster } from '../cluster.mts';
import type { FarSide } from './far-side.mts';

/** What all happens in: the cluster, and what it works with. */
export interface Setting {
	cluster: Cluster;
	simulator: Simulator;
	place: Place;
	farSide: FarSide;
}
