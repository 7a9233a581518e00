/** Search spaces: what a study may give to the params of its learners. */
@NullMarked
package dev.hone.driver.space;

import org.jspecify.annotations.NullMarked;
