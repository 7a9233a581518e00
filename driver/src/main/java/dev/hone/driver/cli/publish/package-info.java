/** Publishes the best model of a study file's run. */
@NullMarked
package dev.hone.driver.cli.publish;

import org.jspecify.annotations.NullMarked;
