import { Problem } from '../problem.mts';

/** What npm and the compiler say when something outside this project is at fault, and what to do about it. */
const causes: Array<[RegExp, string]> = [
	[
		/ENOSPC|EDQUOT|no space left|disk quota/i,
		'the disk is full. n8n takes about 3.5 GB: make room and start again.',
	],
	[
		/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|EIDLETIMEOUT/,
		'the npm registry cannot be reached. Check the network (and npm config get registry, proxy) and start again.',
	],
	[
		/UNABLE_TO_(?:VERIFY|GET)|SELF_SIGNED_CERT|CERT_HAS_EXPIRED/,
		'the npm registry’s certificate is not trusted. Check npm config get cafile and registry, and start again.',
	],
	[
		/\bE(?:401|403|404|5\d\d)\b/,
		'the npm registry refused a package. Check npm config get registry and start again.',
	],
	[
		/EACCES|EPERM|EROFS/,
		'a file could not be written. Check who owns this folder and start again.',
	],
	[/EINTEGRITY/, 'a package arrived damaged. Run npm cache verify and start again.'],
	[
		/gyp ERR!/,
		'the database driver did not compile. Check that python3, make and g++ work and start again.',
	],
];

/** The one line for a failed step of the installation. */
export function installProblem(step: string, output: string, logFile: string): Problem {
	const cause = causes.find(([sign]) => sign.test(output))?.[1] ?? 'the reason is in the log.';
	return new Problem(`${step} failed: ${cause} (Log: ${logFile})`);
}
