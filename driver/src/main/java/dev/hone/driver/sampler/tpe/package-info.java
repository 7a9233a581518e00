/** Tree-structured Parzen estimator: densities of good and of bad configurations, whose ratio proposes. */
@NullMarked
package dev.hone.driver.sampler.tpe;

import org.jspecify.annotations.NullMarked;
