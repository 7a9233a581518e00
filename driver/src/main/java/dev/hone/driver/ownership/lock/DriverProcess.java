package dev.hone.driver.ownership.lock;

/**
 * The process of a driver.
 *
 * @param host name of its machine
 * @param pid its number there
 * @param user who runs it
 * @param pidSpace where the number counts: the machine's boot and the pid namespace; empty where the system does not tell
 * @param startTicks when it began, in clock ticks since the boot; 0 where the system does not tell
 */
record DriverProcess(String host, long pid, String user, String pidSpace, long startTicks) {}
