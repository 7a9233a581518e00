/**
 * Which driver owns an output folder. {@link dev.hone.driver.ownership.lock.RunLock} tells how a folder is locked, taken over and
 * released.
 */
@NullMarked
package dev.hone.driver.ownership.lock;

import org.jspecify.annotations.NullMarked;
