/** Covariance matrix adaptation evolution strategy, asked and told one trial at a time. */
@NullMarked
package dev.hone.driver.sampler.cma;

import org.jspecify.annotations.NullMarked;
