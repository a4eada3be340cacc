// Work that can wait until nothing else is to be done.

const WAIT_MS = 1500;
/** Where the browser does not tell when it is idle: how long to wait, and how long to work. */
const REST_MS = 30;
const WORK_MS = 12;

/** Call a function in an idle moment, with a deadline that tells how long it may take. */
export function idle(act) {
  if (window.requestIdleCallback) {
    window.requestIdleCallback(act, { timeout: WAIT_MS });
    return;
  }
  setTimeout(() => {
    const begun = performance.now();
    act({ timeRemaining: () => WORK_MS - (performance.now() - begun) });
  }, REST_MS);
}
