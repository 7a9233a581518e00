/** What drivers tell each other in an output folder, of which only one may write: locks and heartbeats. */
@NullMarked
package dev.hone.driver.ownership;

import org.jspecify.annotations.NullMarked;
