/** The command line and the study file. */
@NullMarked
package dev.hone.driver.cli;

import org.jspecify.annotations.NullMarked;
