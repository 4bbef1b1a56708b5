/** Runs in the window: what hostile code in it would try. @param elsewhere a page that answers */
export async function tryAll(elsewhere: string) {
  const script = document.createElement('script')
  script.textContent = 'window.wasRun = true'
  document.head.append(script)
  const stateOf = async (name: PermissionName) => (await navigator.permissions.query({ name })).state
  return {
    found: ['require', 'process', 'module', 'wasRun'].filter((name) => name in window),
    isFetchRefused: await fetch(elsewhere).then(
      () => false,
      () => true,
    ),
    isWindowRefused: window.open(elsewhere) === null,
    permissions: [
      await stateOf('geolocation'),
      await stateOf('notifications'),
      await Notification.requestPermission(),
    ],
  }
}
