export async function measureDelay() {
  return [];
}
