/** A tuner's trials: their params by name, their stages, and the table of their scores. */
@NullMarked
package dev.hone.driver.tuning.trial;

import org.jspecify.annotations.NullMarked;
