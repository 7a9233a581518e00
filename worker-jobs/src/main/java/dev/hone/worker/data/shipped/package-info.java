/** Files that spark-submit ships to driver and executors, as a Hadoop file system. */
@NullMarked
package dev.hone.worker.data.shipped;

import org.jspecify.annotations.NullMarked;
