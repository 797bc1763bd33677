export async function measureMoving() {
  return [];
}
