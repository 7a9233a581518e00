/** Models that studies have published. */
@NullMarked
package dev.hone.tuning.publish;

import org.jspecify.annotations.NullMarked;
