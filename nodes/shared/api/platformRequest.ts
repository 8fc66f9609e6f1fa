import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

import type { Effect } from './lostAnswer';
import type { Expected } from './readAnswer';

/** One call to the platform. */
export interface PlatformRequest {
	method: IHttpRequestMethods;
	/** As `apiPath` makes it, beginning with a slash. */
	path: string;
	/** A list is sent as `name[]=a&name[]=b`. */
	query?: IDataObject;
	/** Text needs a `Content-Type` among the headers. */
	body?: IDataObject | IDataObject[] | string | FormData;
	/** Beside those that the client sets itself; an `Accept` wins over its own. */
	headers?: Readonly<Record<string, string>>;
	/** What a good answer holds; anything else is a failure. Files are asked for with a {@link FileRequest}. */
	expects: Exclude<Expected, 'file'>;
	/** What was asked for, to go behind "did not find". */
	about?: string;
	/** What it does, for calls that may have done it although their answer was lost. */
	effect?: Effect;
	/** Token of the instance that the call is about. */
	elementToken?: string;
	/** Whether the call may be made again when its answer is lost. */
	repeatable: boolean;
	timeoutMs?: number;
	/** What a customer is being signed in with, where that is what the call is about. */
	connecting?: 'approval' | 'tokens' | 'configuration';
	/** Values that no error may show. The account's secrets are known already. */
	secrets?: readonly string[];
}

/** A successful answer. */
export interface PlatformResponse<Body> {
	body: Body;
	headers: IDataObject;
	statusCode: number;
	/** The words beside the status, such as "OK". */
	statusMessage?: string;
	requestId?: string;
}

/** A request whose good answer is a file, of the kind that its `Accept` says. */
export type FileRequest = Omit<PlatformRequest, 'expects'>;
