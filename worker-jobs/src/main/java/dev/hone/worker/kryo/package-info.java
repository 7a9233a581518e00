/** How Hone's types travel when Spark serializes with Kryo and demands that every class is registered. */
@NullMarked
package dev.hone.worker.kryo;

import org.jspecify.annotations.NullMarked;
