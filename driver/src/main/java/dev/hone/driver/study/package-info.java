/** The study: hands trials to an executor, journals and ranks their outcomes, and stops when it should. */
@NullMarked
package dev.hone.driver.study;

import org.jspecify.annotations.NullMarked;
