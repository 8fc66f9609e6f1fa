/** n8n refused a REST call; `status` and `message` are its own. */
export class RestError extends Error {
	override name = 'RestError';

	constructor(
		readonly status: number,
		readonly method: string,
		readonly path: string,
		/** n8n's words. */
		readonly answer: string,
	) {
		super(`n8n answered ${method} ${path} with ${status}: ${answer}`);
	}
}

/** The calls that n8n's editor makes, signed in with a cookie. */
export class RestSession {
	private cookie: string | undefined;

	constructor(readonly origin: string) {}

	/** Makes a call and gives the answer's JSON as it came, which for most calls wraps what counts in `data`. */
	async call(method: string, path: string, body?: unknown): Promise<unknown> {
		return JSON.parse(await this.text(method, path, body));
	}

	/** Makes a call and gives its answer as it came, such as a page. */
	async text(method: string, path: string, body?: unknown): Promise<string> {
		const response = await this.send(method, path, body).catch((error: unknown) => {
			// While n8n is busy, a connection kept open may have ended just when it is used again.
			if (method !== 'GET') throw error;
			return this.send(method, path, body);
		});
		for (const cookie of response.headers.getSetCookie()) {
			const [pair = ''] = cookie.split(';');
			if (pair.startsWith('n8n-auth=')) this.cookie = pair;
		}
		const text = await response.text();
		if (!response.ok) throw new RestError(response.status, method, path, messageIn(text));
		return text;
	}

	private async send(method: string, path: string, body?: unknown): Promise<Response> {
		return await fetch(`${this.origin}${path}`, {
			method,
			headers: {
				// n8n binds a session to the browser that signed in, which this header names.
				'browser-id': 'n8n-nodes-cloud-elements',
				...(body === undefined ? {} : { 'content-type': 'application/json' }),
				...(this.cookie === undefined ? {} : { cookie: this.cookie }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
			signal: AbortSignal.timeout(60_000),
		});
	}

	/** Makes a call under `/rest` and gives what its answer wraps in `data`. */
	async data<T>(method: string, path: string, body?: unknown): Promise<T> {
		const answer = (await this.call(method, `/rest${path}`, body)) as { data: T };
		return answer.data;
	}
}

function messageIn(text: string): string {
	try {
		const answer = JSON.parse(text) as { message?: unknown };
		return typeof answer.message === 'string' ? answer.message : text;
	} catch {
		return text;
	}
}
