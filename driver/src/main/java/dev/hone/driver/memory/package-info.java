/**
 * What a study needs of the heaps of its JVMs, told before its table is read: {@link dev.hone.driver.memory.StudyMemory} makes a
 * {@link dev.hone.driver.memory.MemoryPlan} of the table's size, the learners, the folds and the {@link
 * dev.hone.driver.memory.Heaps}.
 */
@NullMarked
package dev.hone.driver.memory;

import org.jspecify.annotations.NullMarked;
