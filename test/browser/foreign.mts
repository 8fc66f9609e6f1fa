import type { Change } from '../n8n/onboarding.mts';

const software = [
	{ element: 'quickbooks', label: 'QuickBooks Online' },
	{ element: 'freshbooks', label: 'Rechnungsverarbeitungsprogrammdienstleistungsgesellschaft' },
];

/** Pages with texts, labels and a color that a builder could set. */
export const foreignOnes = {
	rightToLeft: {
		page: {
			offers: { software },
			options: {
				pages: {
					language: 'ar',
					title: 'اربط برنامج المحاسبة الخاص بك',
					text: 'اختر البرنامج الذي تستخدمه. ستسجل الدخول هناك، ولن يرى أحد كلمة مرورك.',
					buttonText: 'المتابعة مع {software}',
					siteAddressText: 'عنوانك في {software}',
					sharedText: 'ما تشاركه: شركتك وعملاؤك وفواتيرك. يمكنك إنهاء ذلك في أي وقت.',
				},
			},
		},
	},
	ownColor: { page: { options: { pages: { accentColor: '#0f766e' } } } },
} satisfies Record<string, Change>;
