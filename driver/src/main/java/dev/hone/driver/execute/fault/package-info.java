/** What keeps faults from costing more than one trial: lost executors, code that cannot be stopped, processes that end. */
@NullMarked
package dev.hone.driver.execute.fault;

import org.jspecify.annotations.NullMarked;
