/** The choice of a search method by the space, the budget and the trials so far. */
@NullMarked
package dev.hone.driver.sampler.auto;

import org.jspecify.annotations.NullMarked;
