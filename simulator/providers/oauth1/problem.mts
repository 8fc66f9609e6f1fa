/** A refusal in the words of OAuth's problem reporting extension, which Intuit, Xero and others answer with. */
export class OAuthProblem extends Error {
	readonly problem: string;
	readonly status: 400 | 401;

	constructor(problem: string, advice: string, status: 400 | 401 = 401) {
		super(advice);
		this.problem = problem;
		this.status = status;
	}

	/** The form-encoded body of the refusal. */
	body(): string {
		return new URLSearchParams({
			oauth_problem: this.problem,
			oauth_problem_advice: this.message,
		}).toString();
	}
}
