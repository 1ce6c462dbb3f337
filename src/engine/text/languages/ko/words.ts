/** Counters that take native numbers. */
export const NATIVE =
  '개|명|마리|잔|장|대|살|송이|권|시간|시|번째|번|병|그루|벌|켤레|자루|채|척|통|곡|군데|가지|사람|달|판|쌍|줄|그릇|조각|봉지|상자|배|걸음|모금|숟가락|바퀴|포기|다발|말';

/** Counters that take Sino-Korean numbers. */
export const SINO =
  '년대|년|개월|월|일|분|초|원|층|학년|세|주|호선|호|회|도|과|페이지|쪽|점|위|등|동|인분|킬로|미터|센티|그램|리터|달러|유로|엔|위안|퍼센트|프로|인치|평|톤|세기|단계|차|급|편|조|반|교시';

export const UNITS: Readonly<Record<string, string>> = {
  kg: '킬로그램', g: '그램', mg: '밀리그램', t: '톤', km: '킬로미터', m: '미터', cm: '센티미터', mm: '밀리미터', 'm²': '제곱미터', m2: '제곱미터', '㎡': '제곱미터', 'km²': '제곱킬로미터', 'm³': '세제곱미터', L: '리터', l: '리터', ml: '밀리리터', mL: '밀리리터', 'km/h': '킬로미터', '%': '퍼센트', W: '와트', kW: '킬로와트', kWh: '킬로와트시', V: '볼트', GB: '기가바이트', MB: '메가바이트', TB: '테라바이트', KB: '킬로바이트', Hz: '헤르츠', kHz: '킬로헤르츠', MHz: '메가헤르츠', GHz: '기가헤르츠', kcal: '킬로칼로리', ha: '헥타르', dB: '데시벨', hPa: '헥토파스칼', '°': '도',
}; // prettier-ignore

export const CURRENCIES: Readonly<Record<string, string>> = {
  '₩': '원', $: '달러', '€': '유로', '¥': '엔', '£': '파운드',
}; // prettier-ignore
