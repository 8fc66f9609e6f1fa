/** Relative luminance of shares of red, green and blue (WCAG 2). */
function luminance(shares: number[]): number {
	const [red = 0, green = 0, blue = 0] = shares.map((share) =>
		share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4,
	);
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Relative luminance of a colour in `hsl()`; the hue in degrees, the others between 0 and 1. */
export function relativeLuminanceOf(hue: number, saturation: number, lightness: number): number {
	// CSS Color 4, "HSL to sRGB".
	const channel = (n: number) => {
		const k = (n + hue / 30) % 12;
		const a = saturation * Math.min(lightness, 1 - lightness);
		return lightness - a * Math.max(-1, Math.min(k - 3, 9 - k, 1));
	};
	return luminance([channel(0), channel(8), channel(4)]);
}

function ofHex(color: string): number {
	const digits = color.slice(1);
	const full = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
	return luminance([0, 2, 4].map((at) => parseInt(full.slice(at, at + 2), 16) / 255));
}

/** Contrast ratio of two colours in hexadecimal or luminances (WCAG 2), from 1 to 21. */
export function contrastOf(one: string | number, other: string | number): number {
	const [dark = 0, light = 0] = [one, other]
		.map((color) => (typeof color === 'string' ? ofHex(color) : color))
		.sort((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
}
