/** What a cluster's operators see of Hone: {@link dev.hone.tuning.monitor.HonePlugin}, gauges of the searches and their caches. */
@NullMarked
package dev.hone.tuning.monitor;

import org.jspecify.annotations.NullMarked;
