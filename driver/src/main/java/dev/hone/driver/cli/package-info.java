/** The commands of {@code hone}, and how they are submitted to a cluster. */
@NullMarked
package dev.hone.driver.cli;

import org.jspecify.annotations.NullMarked;
