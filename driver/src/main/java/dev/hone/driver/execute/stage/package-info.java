/** Stages before learners that trials have alike: which run inside tasks, and those that Spark fitted last. */
@NullMarked
package dev.hone.driver.execute.stage;

import org.jspecify.annotations.NullMarked;
