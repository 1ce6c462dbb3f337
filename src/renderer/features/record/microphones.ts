import { useEffect, useState } from 'react';

export interface Microphones {
  /** Whether there is any, also when the browser does not tell which before it is allowed. */
  readonly present: boolean;
  readonly choices: readonly MicrophoneChoice[];
}

export interface MicrophoneChoice {
  readonly id: string;
  /** Empty until the microphone was allowed once: browsers hide the names. */
  readonly label: string;
}

/** @returns the microphones, kept current while they are plugged in and out; undefined until known */
export function useMicrophones(): Microphones | undefined {
  const [microphones, setMicrophones] = useState<Microphones>();
  useEffect(() => {
    // the type promises mediaDevices, but pages on plain http from another machine have none
    const devices = navigator.mediaDevices as MediaDevices | undefined;
    let current = true;
    const look = async () => {
      const all = (await devices?.enumerateDevices().catch(() => [])) ?? [];
      const present = all.some(({ kind }) => kind === 'audioinput');
      if (current) setMicrophones({ present, choices: microphonesIn(all) });
    };
    const again = () => void look();
    again();
    devices?.addEventListener('devicechange', again);
    // names appear only after the first permission, which fires no devicechange
    const timer = setInterval(again, 3000);
    return () => {
      current = false;
      devices?.removeEventListener('devicechange', again);
      clearInterval(timer);
    };
  }, []);
  return microphones;
}

/** @returns the audio inputs without the browser's aliases for one of them */
export function microphonesIn(
  devices: readonly Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'label'>[],
): MicrophoneChoice[] {
  return devices
    .filter(
      ({ kind, deviceId }) =>
        kind === 'audioinput' && deviceId !== '' && deviceId !== 'default' && deviceId !== 'communications',
    )
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}
