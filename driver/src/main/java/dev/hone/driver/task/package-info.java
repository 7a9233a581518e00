/** What travels to tasks and back: bodies of jobs and their results. */
@NullMarked
package dev.hone.driver.task;

import org.jspecify.annotations.NullMarked;
