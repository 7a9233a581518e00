/** Writing to file systems that may be full, gone or closed to the user: what is told, when it is tried again, and who may read it. */
@NullMarked
package dev.hone.driver.output;

import org.jspecify.annotations.NullMarked;
