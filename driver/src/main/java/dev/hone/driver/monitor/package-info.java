/**
 * The searches of this JVM while they run, for whoever looks on: the gauges of {@code dev.hone.tuning.monitor} and a tab of Spark's
 * UI. A search publishes figures that do not change; lookers-on never wait for it, nor it for them.
 */
@NullMarked
package dev.hone.driver.monitor;

import org.jspecify.annotations.NullMarked;
