/** What travels between driver and executors: the configuration of a trial and its outcome. */
@NullMarked
package dev.hone.worker.trial;

import org.jspecify.annotations.NullMarked;
