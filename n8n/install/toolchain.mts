import which from 'which';
import { Problem } from '../problem.mts';

/** What compiling n8n's SQLite driver takes, each with the commands any one of which will do. */
const tools = {
	python3: [process.env.PYTHON ?? 'python3', 'python'],
	make: [process.env.MAKE ?? 'make', 'gmake'],
	'a C++ compiler': [process.env.CXX ?? 'c++', 'g++', 'clang++'],
};

/** Stops with one line when something needed for compiling is not on the PATH. */
export function requireToolchain(): void {
	const missing = Object.entries(tools)
		.filter(([, commands]) => !commands.some(isOnPath))
		.map(([name]) => name);
	if (missing.length === 0) return;
	throw new Problem(
		`n8n's database driver could not be downloaded and has to be compiled, and ${missing.join(' and ')} ${
			missing.length === 1 ? 'is' : 'are'
		} missing. Install them (Debian, Ubuntu: sudo apt-get install -y python3 make g++; macOS: xcode-select --install) and start again.`,
	);
}

function isOnPath(command: string): boolean {
	// CXX and the like may carry options.
	const [program = ''] = command.split(' ');
	return which.sync(program, { nothrow: true }) !== null;
}
