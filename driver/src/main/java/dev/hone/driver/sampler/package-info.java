/** How a study chooses its trials: one algorithm per file. */
@NullMarked
package dev.hone.driver.sampler;

import org.jspecify.annotations.NullMarked;
