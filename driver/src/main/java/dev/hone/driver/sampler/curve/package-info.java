/** Learning curves: one training per proposal, scored at several values of a param that it passes on its way. */
@NullMarked
package dev.hone.driver.sampler.curve;

import org.jspecify.annotations.NullMarked;
