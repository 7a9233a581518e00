/** How the driver learns, while a task runs, in which of its units it is: what timing and cancelling a trial stands on. */
@NullMarked
package dev.hone.driver.execute.watch;

import org.jspecify.annotations.NullMarked;
