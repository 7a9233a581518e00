/** The benchmark: one search by several contenders in one JVM. */
@NullMarked
package dev.hone.deploy.bench;

import org.jspecify.annotations.NullMarked;
